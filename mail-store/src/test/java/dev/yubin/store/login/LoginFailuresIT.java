package dev.yubin.store.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.yubin.store.MigratedDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginFailuresIT {
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final String NETWORK = "192.0.2.7/32";
  private static final String ALICE = "alice@example.test";

  private final MigratedDatabase database = MigratedDatabase.create();
  private final LoginFailures failures = new LoginFailures(database.dataSource());

  @Test
  void countsBySeveralSubjectsAtOnce() {
    failures.add(List.of(NETWORK, ALICE), WINDOW);
    failures.add(List.of(NETWORK, "bob@example.test"), WINDOW);

    assertThat(failures.of(List.of(NETWORK, ALICE)))
        .extracting(LoginFailures.Count::subject, LoginFailures.Count::failures)
        .containsExactlyInAnyOrder(tuple(NETWORK, 2), tuple(ALICE, 1));
    assertThat(failures.of(List.of("carol@example.test"))).isEmpty();
  }

  @Test
  void endsTheWindowAsLongAfterTheFirstFailureAsItLasts() {
    failures.add(List.of(ALICE), WINDOW);
    Duration left = failures.add(List.of(ALICE), Duration.ofHours(9)).getFirst().left();

    assertThat(left).isLessThanOrEqualTo(WINDOW).isGreaterThan(WINDOW.minusMinutes(5));
  }

  @Test
  void beginsAnewWhenTheWindowIsOver() {
    failures.add(List.of(ALICE, NETWORK), WINDOW);
    failures.add(List.of(ALICE), WINDOW);
    database.jdbc().sql("update login_failure set until = now() where failures = 2").update();

    assertThat(failures.of(List.of(ALICE))).isEmpty();
    assertThat(failures.add(List.of(ALICE), WINDOW))
        .extracting(LoginFailures.Count::failures)
        .containsExactly(1);
  }

  @Test
  void sweepsWhatIsOver() {
    failures.add(List.of(ALICE, NETWORK), WINDOW);
    database.jdbc().sql("update login_failure set until = now() where subject like '%@%'").update();

    assertThat(failures.sweep()).isEqualTo(1);
    assertThat(failures.of(List.of(ALICE, NETWORK))).hasSize(1);
  }

  /// Each instance has connections of its own; the subjects come in any order.
  @Test
  void givesNoNumberTwiceWhateverNumberOfInstancesCounts() throws Exception {
    List<LoginFailures> instances =
        IntStream.range(0, 4).mapToObj(i -> new LoginFailures(database.dataSource())).toList();
    List<Callable<Integer>> attempts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      LoginFailures instance = instances.get(i % instances.size());
      List<String> subjects = i % 2 == 0 ? List.of(NETWORK, ALICE) : List.of(ALICE, NETWORK);
      attempts.add(() -> number(instance.add(subjects, WINDOW)));
    }

    try (var threads = Executors.newFixedThreadPool(16)) {
      assertThat(threads.invokeAll(attempts).stream().map(Future::resultNow))
          .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 100).boxed().toList());
    }
  }

  private static int number(List<LoginFailures.Count> counts) {
    return counts.stream()
        .filter(count -> count.subject().equals(ALICE))
        .mapToInt(LoginFailures.Count::failures)
        .sum();
  }
}
