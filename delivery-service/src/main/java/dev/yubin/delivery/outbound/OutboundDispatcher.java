package dev.yubin.delivery.outbound;

import dev.yubin.delivery.outbound.Pace.Progress;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.delivery.worker.QueueWorker;
import dev.yubin.store.outbound.Backlog;
import dev.yubin.store.outbound.OutboundMail;
import dev.yubin.store.outbound.OutboundQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Claims mail that is due and starts runs for it.
final class OutboundDispatcher implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OutboundDispatcher.class);

  /// How long what a dead instance had claimed lies still.
  static final Duration LEASE = Duration.ofMinutes(5);

  private static final Duration RENEWAL = Duration.ofMinutes(1);

  /// How long runs that are broken off may take to write down what they have come to.
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final OutboundQueue queue;
  private final Slots slots;
  private final ActiveWindow window;
  private final Bell bell;
  private final Duration drain;
  private final DestinationRun.Tools tools;
  private final QueueWorker worker;
  private final ExecutorService runs = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Long> inHand = ConcurrentHashMap.newKeySet();
  private final Set<DestinationRun> underWay = ConcurrentHashMap.newKeySet();
  private Instant renewedAt = Instant.EPOCH;

  OutboundDispatcher(
      Backlog backlog,
      OutboundQueue queue,
      DestinationRun.Tools tools,
      OutboundProperties properties,
      Bell bell) {
    this.queue = queue;
    this.slots = new Slots(properties.concurrency(), InstantSource.system());
    this.window = new ActiveWindow(backlog, queue, slots, tools.hops()::shared, LEASE);
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
    if (slots.free() == 0) {
      return false;
    }
    List<ActiveWindow.Share> shares = window.next();
    shares.forEach(this::start);
    return !shares.isEmpty();
  }

  private void start(ActiveWindow.Share share) {
    share.mails().forEach(mail -> inHand.add(mail.id()));
    runs.execute(() -> run(share));
  }

  private void run(ActiveWindow.Share share) {
    List<OutboundMail> mails = share.mails();
    String destination = mails.getFirst().destination();
    Progress progress = Progress.NONE;
    Duration rest = Duration.ZERO;
    DestinationRun run = new DestinationRun(destination, mails, tools);
    underWay.add(run);
    try {
      DestinationRun.Result result = run.run();
      progress = result.progress();
      rest = result.rest();
      release(result.untouched());
    } catch (RuntimeException e) {
      // The lease lapses, and the mails fall due again by themselves.
      log.error("event=run-failed destination={} mails={}", destination, mails.size(), e);
    } finally {
      underWay.remove(run);
      mails.forEach(mail -> inHand.remove(mail.id()));
      slots.giveBack(share.hop(), progress, rest);
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
  /// breaks off those that take too long. These settle what they have come to, and give the rest
  /// back. The database is there until this returns.
  @Override
  public void stop() {
    worker.stop();
    runs.shutdown();
    try {
      if (!runs.awaitTermination(drain.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("event=runs-broken-off after={} mails={}", drain, inHand.size());
        underWay.forEach(DestinationRun::breakOff);
        if (!runs.awaitTermination(SETTLING.toMillis(), TimeUnit.MILLISECONDS)) {
          log.error("event=runs-left mails={} due-in={}", inHand.size(), LEASE);
        }
      }
    } catch (InterruptedException e) {
      underWay.forEach(DestinationRun::breakOff);
      Thread.currentThread().interrupt();
    }
  }
}
