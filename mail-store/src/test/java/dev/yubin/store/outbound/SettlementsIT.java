package dev.yubin.store.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.MailId;
import dev.yubin.store.MigratedDatabase;
import dev.yubin.store.trace.TraceStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SettlementsIT {
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final MigratedDatabase database = MigratedDatabase.create();
  private final Settlements settlements = new Settlements(database.dataSource());

  @Test
  void writesWhatManyThreadsSettleAtOnce() throws Exception {
    List<OutboundMail> claimed = claimed(100);

    List<Boolean> settled = atOnce(claimed.stream().map(mail -> relayed(mail, "250 Ok")).toList());

    assertThat(settled).hasSize(100).containsOnly(true);
    assertThat(database.count("outbound")).isZero();
    assertThat(database.count("released")).isEqualTo(100);
    assertThat(database.count("trace")).isEqualTo(100);
  }

  @Test
  void keepsAFailureFromThoseThatWereToBeWrittenWithIt() throws Exception {
    List<Settlement> wanted = new ArrayList<>();
    for (OutboundMail mail : claimed(40)) {
      // Nothing in PostgreSQL may hold NUL.
      wanted.add(relayed(mail, wanted.size() % 10 == 0 ? "250 \0" : "250 Ok"));
    }

    List<Boolean> settled = atOnce(wanted);

    assertThat(settled).filteredOn(Boolean.TRUE::equals).hasSize(36);
    assertThat(settled).filteredOn(Boolean.FALSE::equals).as("failures").hasSize(4);
    assertThat(database.count("outbound")).isEqualTo(4);
    assertThat(database.count("trace")).isEqualTo(36);
  }

  /// @return false for each that failed
  private List<Boolean> atOnce(List<Settlement> wanted) throws InterruptedException {
    CountDownLatch all = new CountDownLatch(wanted.size());
    List<Boolean> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> settling =
          wanted.stream()
              .map(
                  settlement ->
                      threads.submit(
                          () -> {
                            all.countDown();
                            all.await();
                            return settlements.settle(settlement);
                          }))
              .toList();
      for (Future<Boolean> one : settling) {
        try {
          results.add(one.get());
        } catch (ExecutionException e) {
          results.add(false);
        }
      }
    }
    return results;
  }

  private static Settlement relayed(OutboundMail mail, String reply) {
    TraceStep step =
        new TraceStep(
            TraceStep.Kind.RELAYED,
            mail.recipients().getFirst().forwardPath().toString(),
            "mx.elsewhere.test",
            "192.0.2.1",
            null,
            "2.0.0",
            reply);
    return new Settlement(mail, List.of(), Instant.now(), List.of(), reply, List.of(step), true);
  }

  private List<OutboundMail> claimed(int mails) {
    for (int i = 0; i < mails; i++) {
      MailId mail = MailId.create();
      database
          .jdbc()
          .sql("insert into mail (id, size, first_chunk_size) values (?, 1, 1)")
          .param(mail.value())
          .update();
      database
          .jdbc()
          .sql(
              """
              insert into outbound (mail_id, destination, reverse_path, recipients, smtputf8)
              values (?, 'elsewhere.test', 'a@remote.test', array['x@elsewhere.test'], false)
              """)
          .param(mail.value())
          .update();
    }
    return Claims.of(database.dataSource(), mails, LEASE);
  }
}
