package dev.yubin.delivery.outbound;

import dev.yubin.delivery.outbound.Pace.Progress;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.delivery.worker.QueueWorker;
import dev.yubin.store.outbound.OutboundMail;
import dev.yubin.store.outbound.OutboundQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Claims mail that is due and starts runs for it.
final class OutboundDispatcher implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OutboundDispatcher.class);

  /// How long what a dead instance had claimed lies still.
  static final Duration LEASE = Duration.ofMinutes(5);

  private static final Duration RENEWAL = Duration.ofMinutes(1);

  /// Mails that one session carries, one after another.
  private static final int MAX_MAILS_A_RUN = 20;

  /// Below this, opening one more session costs more than it wins.
  private static final int MIN_MAILS_A_RUN = 4;

  /// Mails claimed at a time: bounds what is held in memory, whatever the backlog.
  private static final int MAX_CLAIM = 500;

  private final OutboundQueue queue;
  private final Slots slots;
  private final Bell bell;
  private final Duration drain;
  private final DestinationRun.Tools tools;
  private final QueueWorker worker;
  private final ExecutorService runs = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Long> inHand = ConcurrentHashMap.newKeySet();
  private Instant renewedAt = Instant.EPOCH;

  OutboundDispatcher(
      OutboundQueue queue, DestinationRun.Tools tools, OutboundProperties properties, Bell bell) {
    this.queue = queue;
    this.slots = new Slots(properties.concurrency(), InstantSource.system());
    this.bell = bell;
    this.drain = properties.drain();
    this.worker = new QueueWorker("outbound", bell, this::round);
    this.tools =
        new DestinationRun.Tools(
            tools.hops(),
            tools.sites(),
            tools.client(),
            tools.content(),
            tools.settler(),
            tools.tls(),
            () -> !isRunning());
  }

  private boolean round() {
    renew();
    int limit = Math.min(MAX_CLAIM, slots.free() * MAX_MAILS_A_RUN);
    if (limit == 0) {
      return false;
    }
    List<OutboundMail> claimed = queue.claim(limit, slots.fullDestinations(), LEASE);
    claimed.stream()
        .collect(
            Collectors.groupingBy(
                mail -> tools.hops().shared(mail.destination()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .forEach(this::start);
    return claimed.size() == limit;
  }

  /// @param rows of one destination, or of several that share their host
  private void start(List<OutboundMail> rows) {
    // Those of one mail stay together.
    List<List<OutboundMail>> mails =
        List.copyOf(
            rows.stream()
                .collect(
                    Collectors.groupingBy(
                        OutboundMail::mail, LinkedHashMap::new, Collectors.toList()))
                .values());
    int free = Math.max(slots.free(rows.getFirst().destination()), 1);
    int size = Math.clamp(Math.ceilDiv(mails.size(), free), MIN_MAILS_A_RUN, MAX_MAILS_A_RUN);
    List<OutboundMail> left = new ArrayList<>();
    for (int from = 0; from < mails.size(); from += size) {
      List<List<OutboundMail>> some = mails.subList(from, Math.min(mails.size(), from + size));
      left.addAll(startOne(some.stream().flatMap(List::stream).toList()));
    }
    release(left);
  }

  /// Takes a slot of each destination, so that none has more attempts than it may have.
  ///
  /// @return those of destinations without one
  private List<OutboundMail> startOne(List<OutboundMail> rows) {
    Set<String> taken =
        rows.stream()
            .map(OutboundMail::destination)
            .distinct()
            .filter(slots::take)
            .collect(Collectors.toSet());
    Map<Boolean, List<OutboundMail>> mayGo =
        rows.stream().collect(Collectors.partitioningBy(row -> taken.contains(row.destination())));
    List<OutboundMail> going = mayGo.getOrDefault(true, List.of());
    if (!going.isEmpty()) {
      going.forEach(mail -> inHand.add(mail.id()));
      runs.execute(() -> run(taken, going));
    }
    return mayGo.getOrDefault(false, List.of());
  }

  private void run(Set<String> destinations, List<OutboundMail> mails) {
    Progress progress = Progress.NONE;
    Duration rest = Duration.ZERO;
    String destination = mails.getFirst().destination();
    try {
      DestinationRun.Result result = new DestinationRun(destination, mails, tools).run();
      progress = result.progress();
      rest = result.rest();
      release(result.untouched());
    } catch (RuntimeException e) {
      // The lease lapses, and the mails fall due again by themselves.
      log.error("event=run-failed destination={} mails={}", destination, mails.size(), e);
    } finally {
      mails.forEach(mail -> inHand.remove(mail.id()));
      for (String each : destinations) {
        slots.giveBack(each, progress, rest);
      }
      bell.ring();
    }
  }

  private void release(Collection<OutboundMail> mails) {
    if (!mails.isEmpty()) {
      queue.release(mails);
    }
  }

  private void renew() {
    Instant now = Instant.now();
    if (!inHand.isEmpty() && renewedAt.plus(RENEWAL).isBefore(now)) {
      queue.renew(inHand, LEASE);
      renewedAt = now;
    }
  }

  @Override
  public void start() {
    worker.start();
  }

  @Override
  public boolean isRunning() {
    return worker.isRunning();
  }

  /// Claims nothing any more, lets the runs that are under way end with the mail they are at, and
  /// breaks off those that take too long.
  @Override
  public void stop() {
    worker.stop();
    runs.shutdown();
    try {
      if (!runs.awaitTermination(drain.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("event=runs-broken-off after={} mails={}", drain, inHand.size());
        runs.shutdownNow();
      }
    } catch (InterruptedException e) {
      runs.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
