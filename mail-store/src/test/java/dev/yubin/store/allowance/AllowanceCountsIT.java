package dev.yubin.store.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.allowance.Allowances.Limit;
import dev.yubin.store.MigratedDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowanceCountsIT {
  private static final String ALICE = "alice@example.test";
  private static final Limit LIMIT = new Limit(3, 5, 3600);

  private final MigratedDatabase database = MigratedDatabase.create();
  private final AllowanceCounts counts = new AllowanceCounts(database.dataSource());

  private boolean takes(int mails, int recipients) {
    return counts.take(ALICE, mails, recipients, LIMIT).isEmpty();
  }

  @Test
  void givesMailsUpToTheLimit() {
    assertThat(takes(1, 1)).isTrue();
    assertThat(takes(1, 1)).isTrue();
    assertThat(takes(1, 1)).isTrue();
    assertThat(takes(1, 1)).isFalse();
    assertThat(takes(0, 1)).isTrue();
    assertThat(counts.take("bob@example.test", 1, 1, LIMIT)).isEmpty();
  }

  @Test
  void givesRecipientsUpToTheLimitAndTakesNothingBeyond() {
    assertThat(takes(1, 4)).isTrue();
    assertThat(takes(1, 2)).isFalse();
    assertThat(takes(1, 1)).isTrue();
    assertThat(takes(0, 1)).isFalse();
  }

  @Test
  void tellsWhenTheWindowIsOver() {
    takes(3, 3);

    assertThat(counts.take(ALICE, 1, 1, LIMIT))
        .hasValueSatisfying(
            left -> assertThat(left).isBetween(Duration.ofMinutes(55), Duration.ofHours(1)));
  }

  @Test
  void beginsAnewWhenTheWindowIsOver() {
    takes(3, 5);
    database.jdbc().sql("update allowance set until = now()").update();

    assertThat(takes(2, 2)).isTrue();
    assertThat(takes(2, 2)).isFalse();
  }

  @Test
  void limitsWhatIsNotZero() {
    Limit mailsAlone = new Limit(1, 0, 60);
    Limit recipientsAlone = new Limit(0, 2, 60);

    assertThat(counts.take("a", 1, 1000, mailsAlone)).isEmpty();
    assertThat(counts.take("a", 0, 1000, mailsAlone)).isEmpty();
    assertThat(counts.take("a", 1, 1, mailsAlone)).isPresent();
    assertThat(counts.take("b", 1000, 2, recipientsAlone)).isEmpty();
    assertThat(counts.take("b", 1, 1, recipientsAlone)).isPresent();
  }

  @Test
  void sweepsWhatIsOver() {
    takes(1, 1);
    counts.take("192.0.2.7/32", 1, 1, LIMIT);
    database.jdbc().sql("update allowance set until = now() where subject like '%@%'").update();

    assertThat(counts.sweep()).isEqualTo(1);
  }

  @Test
  void givesExactlyWhatIsAllowedWhateverNumberOfInstancesAsks() throws Exception {
    List<AllowanceCounts> instances =
        IntStream.range(0, 4).mapToObj(i -> new AllowanceCounts(database.dataSource())).toList();
    List<Callable<Boolean>> wishes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      AllowanceCounts instance = instances.get(i % instances.size());
      wishes.add(() -> instance.take(ALICE, 1, 2, new Limit(37, 1000, 3600)).isEmpty());
    }

    try (var threads = Executors.newFixedThreadPool(16)) {
      assertThat(threads.invokeAll(wishes).stream().map(Future::resultNow))
          .filteredOn(Boolean::booleanValue)
          .hasSize(37);
    }
  }
}
