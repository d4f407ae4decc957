package dev.yubin.standalone.torture;

import dev.yubin.standalone.instance.CommandFailedException;
import dev.yubin.standalone.up.Service;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// Faults one after the other, alone or in pairs, by seed. After each, all must come back
/// before the next.
final class Faults {
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Cluster cluster;
  private final History history;
  private final Probe probe;
  private final Consumer<String> out;
  private final Random random;

  /// @param out is told of each fault
  Faults(Cluster cluster, History history, Probe probe, long seed, Consumer<String> out) {
    this.cluster = cluster;
    this.history = history;
    this.probe = probe;
    this.out = out;
    this.random = new Random(seed);
  }

  /// Begins no fault after the deadline.
  void runUntil(Instant deadline) throws InterruptedException {
    while (true) {
      Duration rest = Duration.ofMillis(1_000 + random.nextInt(4_000));
      if (Instant.now().plus(rest).isAfter(deadline)) {
        return;
      }
      Thread.sleep(rest);
      List<Target> targets = new ArrayList<>();
      cluster.nodes().forEach(node -> targets.add(new Target.OfNode(node)));
      cluster.links().forEach(link -> targets.add(new Target.OfLink(link)));
      Collections.shuffle(targets, random);
      int count = random.nextInt(10) < 3 ? 2 : 1;
      List<Strike> strikes = new ArrayList<>();
      for (Target target : targets.subList(0, count)) {
        strikes.add(strike(target, count > 1));
      }
      List<Thread> threads =
          strikes.stream().map(strike -> Thread.ofVirtual().name("fault").start(strike)).toList();
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private Strike strike(Target target, boolean paired) {
    List<FaultKind> kinds = target.kinds();
    FaultKind kind = kinds.get(random.nextInt(kinds.size()));
    int longest = kind.isPause() ? 20_000 : 4_000;
    int shortest = kind.isPause() ? 1_000 : 0;
    // Most are short: a run of some minutes has room for many.
    double dice = random.nextDouble();
    Duration hold = Duration.ofMillis(shortest + (long) ((longest - shortest) * dice * dice));
    return new Strike(kind, target, hold, paired);
  }

  /// One fault and its end.
  private final class Strike implements Runnable {
    private final FaultKind kind;
    private final Target target;
    private final Duration hold;
    private final boolean paired;

    Strike(FaultKind kind, Target target, Duration hold, boolean paired) {
      this.kind = kind;
      this.target = target;
      this.hold = hold;
      this.paired = paired;
    }

    @Override
    public void run() {
      try {
        Instant begun = Instant.now();
        target.hit(kind, hold);
        Instant ended = Instant.now();
        boolean back = isBack(ended.plus(PATIENCE));
        Duration recovery = Duration.between(ended, Instant.now());
        history.add(new FaultRecord(kind, target.name(), begun, ended, recovery, paired));
        out.accept(
            "%s %s %s for %.1f s%s, back after %.1f s"
                .formatted(
                    TIME.format(begun),
                    kind,
                    target.name(),
                    hold.toMillis() / 1000.0,
                    paired ? " with another" : "",
                    recovery.toMillis() / 1000.0));
        if (!back) {
          history.broken(Promise.NOT_BACK, target.name() + " after " + kind + " at " + begun);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException | RuntimeException e) {
        history.broken(Promise.NOT_BACK, "%s after %s: %s".formatted(target.name(), kind, e));
      }
    }

    /// Whether the instance says so itself, and a mail has come through every door.
    private boolean isBack(Instant deadline) throws InterruptedException {
      try {
        cluster.awaitReady(target.name(), deadline);
      } catch (CommandFailedException e) {
        return false;
      }
      List<Addresses.Instance> imap = cluster.instances(Service.MAILBOX);
      int number = 0;
      for (Addresses.Instance smtp : cluster.instances(Service.SMTP)) {
        if (!probe.seenThrough(smtp.smtp(), imap.get(number++ % imap.size()).imap(), deadline)) {
          return false;
        }
      }
      return true;
    }
  }
}
