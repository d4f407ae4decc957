package dev.yubin.store.outbound;

import dev.yubin.store.MigratedDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What it costs to find and claim mail for a live destination while mail for 1,000 dead ones
/// waits: deferred, and all of it due. Prints the median and the 99th percentile of each
/// step.
///
///     java -cp … dev.yubin.store.outbound.ClaimBenchmark 10000 100000 1000000
final class ClaimBenchmark {
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final int DESTINATIONS = 1_000;
  private static final int ROUNDS = 200;
  private static final int HEAD = 500;

  private final MigratedDatabase database = MigratedDatabase.create();
  private final OutboundQueue queue = new OutboundQueue(database.dataSource());
  private final Settlements settlements = new Settlements(database.dataSource());

  private final Backlog backlog = new Backlog(database.dataSource());

  private ClaimBenchmark() {}

  public static void main(String[] depths) {
    for (String depth : depths) {
      new ClaimBenchmark().run(Integer.parseInt(depth));
    }
  }

  private void run(int depth) {
    fill(depth);
    measure(depth, "deferred");
    database
        .jdbc()
        .sql("update outbound set due_at = now() - random() * interval '1 hour'")
        .update();
    vacuum();
    measure(depth, "due");
  }

  private void fill(int depth) {
    database
        .jdbc()
        .sql(
            """
            with mails as (
              insert into mail (id, size, first_chunk_size)
              select gen_random_uuid(), 4096, 4096 from generate_series(1, ?) returning id)
            insert into outbound (mail_id, destination, reverse_path, recipients, smtputf8, due_at,
              attempts, last_reply)
            select id, 'dead' || (row_number() over ()) % ? || '.test', 'a@example.test',
              array['x@dead.test'], false, now() + interval '1 hour' * (1 + random()), 5,
              'Connecting to 192.0.2.1: Connection timed out'
            from mails
            """)
        .params(depth, DESTINATIONS)
        .update();
    vacuum();
  }

  private void vacuum() {
    database.jdbc().sql("vacuum analyze outbound").update();
    database.jdbc().sql("vacuum analyze mail").update();
  }

  private void measure(int depth, String state) {
    List<Long> head = new ArrayList<>();
    List<Long> stretch = new ArrayList<>();
    List<Long> claim = new ArrayList<>();
    int[] held = new int[1];
    for (int i = 0; i < ROUNDS; i++) {
      live();
      held[0] = Math.max(held[0], timed(head, () -> backlog.due(HEAD)).size());
      Backlog.Stretch seen = timed(stretch, () -> backlog.dueAfter("", DESTINATIONS + 1, 20));
      held[0] = Math.max(held[0], seen.due().size());
      if (seen.due().stream().noneMatch(due -> due.destination().equals("live.test"))) {
        throw new IllegalStateException("live.test was not reached");
      }
      List<OutboundMail> mails = timed(claim, () -> queue.claim(Map.of("live.test", 20), LEASE));
      OutboundMail mail = mails.getFirst();
      settlements.settle(
          new Settlement(mail, List.of(), Instant.now(), List.of(), "250 Ok", List.of(), false));
    }
    System.out.printf(
        "%,9d %-8s head %s  stretch %s  claim %s  rows held %d%n",
        depth, state, figures(head), figures(stretch), figures(claim), held[0]);
  }

  private void live() {
    database
        .jdbc()
        .sql(
            """
            with mail as (
              insert into mail (id, size, first_chunk_size) values (gen_random_uuid(), 1, 1)
              returning id)
            insert into outbound (mail_id, destination, reverse_path, recipients, smtputf8)
            select id, 'live.test', 'a@example.test', array['x@live.test'], false from mail
            """)
        .update();
  }

  private static <T> T timed(List<Long> times, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    times.add(System.nanoTime() - start);
    return result;
  }

  private static String figures(List<Long> times) {
    Collections.sort(times);
    return "%.1f/%.1f ms"
        .formatted(times.get(times.size() / 2) / 1e6, times.get(times.size() * 99 / 100) / 1e6);
  }
}
