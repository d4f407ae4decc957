package dev.yubin.delivery.probe;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailPublisher;
import dev.yubin.mail.MailPublisher.NotAcceptedException;
import dev.yubin.store.message.FlagChange;
import dev.yubin.store.message.Flags;
import dev.yubin.store.message.MailPlaces;
import dev.yubin.store.message.MessageEdits;
import dev.yubin.store.message.UidSet;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Sends a mail, waits until it stands in a mailbox, removes it, and begins anew after the
/// interval, on one virtual thread.
final class Probe implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Probe.class);

  /// How exact the time is that a mail takes.
  private static final Duration LOOK = Duration.ofMillis(20);

  /// Lost mails that are looked for again, to be removed when they come after all.
  private static final int MAX_LATE = 100;

  private final EmailAddress address;
  private final ProbeProperties properties;
  private final String hostname;
  private final MailPublisher publisher;
  private final MailPlaces places;
  private final MessageEdits edits;
  private final ProbeMeters meters;
  private final Queue<MailId> late = new ArrayDeque<>();
  private @Nullable Thread thread;

  Probe(
      EmailAddress address,
      ProbeProperties properties,
      String hostname,
      MailPublisher publisher,
      MailPlaces places,
      MessageEdits edits,
      ProbeMeters meters) {
    this.address = address;
    this.properties = properties;
    this.hostname = hostname;
    this.publisher = publisher;
    this.places = places;
    this.edits = edits;
    this.meters = meters;
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("probe").start(this::run);
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(properties.interval());
        probe();
      }
    } catch (InterruptedException e) {
      log.trace("Woken to stop", e);
    }
  }

  private void probe() throws InterruptedException {
    MailId mail = MailId.create();
    try {
      new ProbeMail(mail, address, hostname).publish(publisher);
    } catch (NotAcceptedException | KafkaException e) {
      meters.refused();
      log.warn("event=probe-refused mail={} cause={}", mail, e.toString());
      return;
    }
    await(mail);
    late.removeIf(this::remove);
  }

  private void await(MailId mail) throws InterruptedException {
    long accepted = System.nanoTime();
    long waited = 0;
    while (waited < properties.patience().toNanos()) {
      boolean there = remove(mail);
      waited = System.nanoTime() - accepted;
      if (there) {
        meters.visible(Duration.ofNanos(waited));
        return;
      }
      Thread.sleep(LOOK);
    }
    meters.lost();
    log.error("event=probe-lost mail={} address={} after={}", mail, address, properties.patience());
    late.add(mail);
    if (late.size() > MAX_LATE) {
      late.remove();
    }
  }

  /// @return whether it was there
  private boolean remove(MailId mail) {
    try {
      List<MailPlaces.Place> found = places.of(mail);
      for (MailPlaces.Place place : found) {
        UidSet uid = UidSet.of(place.uid(), place.uid());
        edits.store(
            place.mailbox(),
            uid,
            new FlagChange(FlagChange.Kind.ADD, Flags.ofSystem(Flags.DELETED)));
        edits.expunge(place.mailbox(), uid);
      }
      return !found.isEmpty();
    } catch (DataAccessException | TransactionException e) {
      // As good as not there: a database that is away shows nobody a mail.
      log.debug("event=probe-blind mail={} cause={}", mail, e.toString());
      return false;
    }
  }

  @Override
  public boolean isRunning() {
    Thread current = thread;
    return current != null && current.isAlive();
  }

  @Override
  public void stop() {
    Thread stopping = thread;
    if (stopping != null) {
      stopping.interrupt();
      try {
        stopping.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
