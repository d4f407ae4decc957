package dev.yubin.smtp.inspection.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.DnssecState;
import dev.yubin.dns.RecordType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.client.ResourceAccessException;

class CachedRecordsTest {
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void close() {
    executor.shutdownNow();
  }

  @Test
  void remembersAnAnswerForItsTtl() {
    CachedRecords records = records(found(Duration.ofMinutes(2)));

    records.find(RecordType.A, "Example.test");
    pass(Duration.ofSeconds(119));
    records.find(RecordType.A, "example.TEST");
    assertThat(asked).hasValue(1);
    pass(Duration.ofSeconds(2));
    records.find(RecordType.A, "example.test");
    assertThat(asked).hasValue(2);
  }

  @Test
  void remembersForFiveSecondsAtLeastAndAnHourAtMost() {
    CachedRecords fleeting = records(found(Duration.ZERO));
    fleeting.find(RecordType.A, "example.test");
    pass(Duration.ofSeconds(4));
    fleeting.find(RecordType.A, "example.test");
    assertThat(asked).hasValue(1);

    CachedRecords lasting = records(found(Duration.ofDays(7)));
    lasting.find(RecordType.A, "example.test");
    pass(Duration.ofMinutes(61));
    lasting.find(RecordType.A, "example.test");
    assertThat(asked).hasValue(3);
  }

  // RFC 9520 §3.2
  @Test
  void remembersAFailureForASecond() {
    CachedRecords records =
        records(
            (type, name) -> {
              throw new ResourceAccessException("refused");
            });

    assertThat(records.find(RecordType.A, "example.test"))
        .isInstanceOf(DnsAnswer.TemporaryFailure.class);
    pass(Duration.ofMillis(1100));
    records.find(RecordType.A, "example.test");
    assertThat(asked).hasValue(2);
  }

  @Test
  void asksOnceForEqualQuestionsAtOneTime() throws InterruptedException {
    CountDownLatch open = new CountDownLatch(1);
    CachedRecords records =
        records(
            (type, name) -> {
              try {
                open.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return new DnsAnswer.NoData(Duration.ofMinutes(1));
            },
            executor);
    List<CompletableFuture<DnsAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(
          CompletableFuture.supplyAsync(
              () -> records.find(RecordType.TXT, "example.test"), executor));
    }
    open.countDown();

    assertThat(answers).extracting(CompletableFuture::join).containsOnly(answers.get(0).join());
    assertThat(asked).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a..b", "a/b.test", "a b.test", "a%.test", "\u00fc.test"})
  void asksForNothingThatIsNoName(String name) {
    assertThat(records(found(Duration.ZERO)).find(RecordType.A, name))
        .isInstanceOf(DnsAnswer.NoSuchDomain.class);
    assertThat(asked).hasValue(0);
  }

  private static DnsRecords found(Duration ttl) {
    return (type, name) ->
        new DnsAnswer.Found(List.of("192.0.2.1"), DnssecState.INDETERMINATE, ttl);
  }

  /// Asks on the caller's thread: what is found is remembered before it is returned, so that time
  /// may pass right after.
  private CachedRecords records(DnsRecords source) {
    return records(source, Runnable::run);
  }

  private CachedRecords records(DnsRecords source, Executor asker) {
    DnsRecords counting =
        (type, name) -> {
          asked.incrementAndGet();
          return source.find(type, name);
        };
    return new CachedRecords(counting, asker, nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
