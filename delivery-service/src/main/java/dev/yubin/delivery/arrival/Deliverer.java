package dev.yubin.delivery.arrival;

import dev.yubin.mail.MailId;
import dev.yubin.store.arrival.Arrival;
import dev.yubin.store.arrival.ArrivalBatch;
import dev.yubin.store.arrival.ArrivalBatch.Span;
import dev.yubin.store.arrival.Arrivals;
import dev.yubin.store.arrival.StoreOutcome;
import dev.yubin.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Stores what partitions bring that this instance has taken over. For the consumer's thread.
final class Deliverer {
  /// Accounts that vanish while their mail is being stored: each time, routing finds it.
  private static final int MAX_ROUTINGS = 3;

  private final Arrivals arrivals;
  private final MailRouting routing;
  private final DeadLetters deadLetters;
  private final Aftermath aftermath;
  private final UUID owner = UUID.randomUUID();

  /// By partition, the offset that the database goes on from.
  private final Map<Integer, Long> positions = new HashMap<>();

  Deliverer(Arrivals arrivals, MailRouting routing, DeadLetters deadLetters, Aftermath aftermath) {
    this.arrivals = arrivals;
    this.routing = routing;
    this.deadLetters = deadLetters;
    this.aftermath = aftermath;
  }

  /// @return by partition, the offset to go on from
  Map<Integer, Long> takeOver(Collection<Integer> partitions) {
    Map<Integer, Long> taken = arrivals.takeOver(Topics.MAIL_ACCEPTED, partitions, owner);
    positions.putAll(taken);
    return taken;
  }

  void leave(Collection<Integer> partitions) {
    positions.keySet().removeAll(partitions);
  }

  /// Stores records, all of them or none. When it returns, they are durable.
  ///
  /// @param records of one poll or a part of it, in the order of each partition
  /// @throws FencedException when a partition is another instance's by now
  void deliver(List<ConsumerRecord<String, byte[]>> records) throws InterruptedException {
    RecordBatch batch = RecordBatch.read(records);
    for (int n = 0; n < MAX_ROUTINGS; n++) {
      MailRouting.Routed mails = routing.route(batch);
      putAside(batch.unreadable(), n);
      switch (store(records, batch, mails.arrivals())) {
        case StoreOutcome.Stored(List<StoreOutcome.Mailbox> changed) -> {
          aftermath.tell(mails.routed(), changed);
          return;
        }
        case StoreOutcome.Fenced _ -> throw new FencedException();
        case StoreOutcome.AccountGone _ -> {}
      }
    }
    throw new IllegalStateException("An account of the directory has no INBOX");
  }

  /// As late as can be: a batch that does not come so far is read again.
  private void putAside(List<RecordBatch.Unreadable> records, int round)
      throws InterruptedException {
    if (round == 0) {
      for (RecordBatch.Unreadable unreadable : records) {
        toDeadLetters(unreadable.record(), unreadable.reason());
      }
    }
  }

  /// Puts a record aside that cannot be stored, and goes past it.
  void setAside(ConsumerRecord<String, byte[]> record, String reason) throws InterruptedException {
    toDeadLetters(record, reason);
    RecordBatch nothing = RecordBatch.read(List.of());
    if (store(List.of(record), nothing, List.of()) instanceof StoreOutcome.Fenced) {
      throw new FencedException();
    }
  }

  private void toDeadLetters(ConsumerRecord<String, byte[]> record, String reason)
      throws InterruptedException {
    mailOf(record).ifPresent(arrivals::keep);
    deadLetters.put(record, reason);
  }

  private static Optional<MailId> mailOf(ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.ofNullable(record.key()).map(MailId::parse);
    } catch (IllegalArgumentException e) {
      // No mail's.
      return Optional.empty();
    }
  }

  private StoreOutcome store(
      List<ConsumerRecord<String, byte[]>> records, RecordBatch batch, List<Arrival> toStore) {
    Map<Integer, Long> next = new HashMap<>();
    records.forEach(record -> next.put(record.partition(), record.offset() + 1));
    List<Span> spans = new ArrayList<>();
    next.forEach(
        (partition, offset) -> spans.add(new Span(partition, position(partition), offset)));
    StoreOutcome outcome =
        arrivals.store(
            new ArrivalBatch(owner, Topics.MAIL_ACCEPTED, spans, batch.chunks(), toStore));
    if (outcome instanceof StoreOutcome.Stored) {
      positions.putAll(next);
    }
    return outcome;
  }

  private long position(int partition) {
    Long position = positions.get(partition);
    if (position == null) {
      throw new FencedException();
    }
    return position;
  }
}
