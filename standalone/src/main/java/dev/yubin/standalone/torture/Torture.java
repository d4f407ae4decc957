package dev.yubin.standalone.torture;

import dev.yubin.standalone.instance.DataDirectory;
import dev.yubin.standalone.up.Service;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// One run, from an empty directory to the result.
///
/// @param directory is made, and must not be there yet
/// @param duration of the load and of the faults
/// @param instances of every service but the resolver
/// @param out is told what happens
record Torture(
    DataDirectory directory,
    Addresses addresses,
    Duration duration,
    long seed,
    int instances,
    Consumer<String> out) {
  private static final int RECEIVERS = 24;
  private static final int CLIENTS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /// Runs of less than this do not wait for the leases of killed instances.
  private static final Duration LONG = Duration.ofMinutes(10);

  Result run() throws IOException, SQLException, InterruptedException {
    addresses.checkFree();
    directory.create();
    History history = new History();
    try (Cluster cluster = new Cluster(directory, addresses, counts());
        Sink sink = new Sink(addresses)) {
      out.accept("starting %d processes in %s".formatted(cluster.size(), directory.path()));
      cluster.start();
      Accounts accounts = Accounts.create(cluster.admin(), RECEIVERS, CLIENTS);
      Probe probe = new Probe(history);
      out.accept("load and faults for %d s, seed %d".formatted(duration.toSeconds(), seed));
      Readers readers = torment(cluster, history, probe, accounts);
      out.accept("settling");
      Settling settling = new Settling(cluster, history, PATIENCE);
      if (duration.compareTo(LONG) < 0) {
        settling.shortenLeases();
      }
      settling.await();
      out.accept("checking");
      Addresses.Instance mailbox = cluster.instances(Service.MAILBOX).getFirst();
      Arrived arrived = Arrived.read(mailbox.imap(), accounts, history);
      int steps = readers.finish(mailbox, arrived);
      new LocalCheck(history, arrived).run();
      new StoreCheck(cluster, history).run();
      return new Result(
          seed, history, steps, new RelayCheck(history, arrived, sink.copies()).run());
    }
  }

  private Readers torment(Cluster cluster, History history, Probe probe, Accounts accounts)
      throws InterruptedException {
    List<Addresses.Instance> smtp = cluster.instances(Service.SMTP);
    Instant deadline = Instant.now().plus(duration);
    // What the directory says reaches smtp-service after a moment.
    probe.seenThrough(
        smtp.getFirst().smtp(), cluster.instances(Service.MAILBOX).getFirst().imap(), deadline);
    AtomicInteger turn = new AtomicInteger();
    List<Addresses.Instance> mailbox = cluster.instances(Service.MAILBOX);
    Readers readers =
        Readers.start(
            seed,
            accounts.clients(),
            () -> mailbox.get(turn.getAndIncrement() % mailbox.size()),
            history);
    try (Load load =
        Load.start(
            seed,
            accounts.addressees(),
            () -> smtp.get(turn.getAndIncrement() % smtp.size()).smtp(),
            history)) {
      new Faults(cluster, history, probe, seed, out).runUntil(deadline);
    }
    readers.stop();
    return readers;
  }

  private Map<Service, Integer> counts() {
    Map<Service, Integer> counts = new LinkedHashMap<>();
    counts.put(Service.DNS, 1);
    counts.put(Service.MAILBOX, instances);
    counts.put(Service.SMTP, instances);
    // Two at least: each takes over what the other had.
    counts.put(Service.DELIVERY, Math.max(2, instances));
    return counts;
  }
}
