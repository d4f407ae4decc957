package dev.yubin.mailbox.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.yubin.embedded.TestBackends;
import dev.yubin.mail.EmailAddress;
import dev.yubin.server.Network;
import dev.yubin.store.account.Accounts;
import dev.yubin.store.account.Domains;
import dev.yubin.store.account.Logins;
import dev.yubin.store.account.Passwords;
import dev.yubin.store.login.LoginFailures;
import dev.yubin.store.login.LoginNetworks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Three failures an account and five a network, within a quarter of an hour.
class LoginLimitsIT {
  private static final EmailAddress ALICE = EmailAddress.of("alice@example.test");
  private static final EmailAddress NOBODY = EmailAddress.of("nobody@example.test");
  private static final String HOME = "192.0.2.7";
  private static final Supplier<Logins.Verdict> RIGHT = Logins.Verdict.Accepted::new;
  private static final Supplier<Logins.Verdict> WRONG = Logins.Verdict.Refused::new;

  private final DriverManagerDataSource database = database();
  private final LoginLimits limits = instance();

  private static DriverManagerDataSource database() {
    TestBackends.Database settings = TestBackends.postgres();
    return new DriverManagerDataSource(settings.jdbcUrl(), settings.user(), settings.password());
  }

  private LoginLimits instance() {
    LoginProperties properties =
        new LoginProperties(
            5,
            3,
            Duration.ofMinutes(15),
            Duration.ofSeconds(1),
            Duration.ofDays(30),
            List.of(Network.of("127.0.0.0/8")));
    return new LoginLimits(
        new LoginFailures(database),
        new LoginNetworks(database),
        properties,
        new SimpleMeterRegistry());
  }

  @BeforeEach
  void createAlice() {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:dev/yubin/store/migration")
        .load()
        .migrate();
    new Domains(database).create("example.test");
    try (Passwords passwords = new Passwords(1)) {
      new Accounts(database, passwords).create(ALICE, "yubin-demo", null);
    }
  }

  private LoginOutcome from(String client, EmailAddress account, Supplier<Logins.Verdict> check) {
    return limits.check(account, InetAddress.ofLiteral(client), check);
  }

  private static Logins.Verdict notAsked() {
    return fail("The password was looked at");
  }

  private static EmailAddress user(int n) {
    return EmailAddress.of("user" + n + "@example.test");
  }

  @Test
  void limitsAnAccountWhereverItIsTriedFromAndWhetherOrNotItExists() {
    for (EmailAddress account : List.of(ALICE, NOBODY)) {
      for (int i = 0; i < 3; i++) {
        assertThat(from("198.51.100." + i, account, WRONG))
            .isInstanceOf(LoginOutcome.Refused.class);
      }
      assertThat(from("198.51.100.9", account, LoginLimitsIT::notAsked))
          .isInstanceOf(LoginOutcome.Limited.class);
    }
  }

  @Test
  void limitsANetworkWhateverAccountsItTries() {
    for (int i = 0; i < 5; i++) {
      assertThat(from("2001:db8::" + i, user(i), WRONG)).isInstanceOf(LoginOutcome.Refused.class);
    }
    assertThat(from("2001:db8::beef", ALICE, LoginLimitsIT::notAsked))
        .isInstanceOf(LoginOutcome.Limited.class);
    assertThat(from("2001:db8:0:1::1", ALICE, RIGHT)).isEqualTo(new LoginOutcome.Accepted(ALICE));
  }

  @Test
  void doesNotLetStrangersLockTheOwnerOut() {
    from(HOME, ALICE, RIGHT);
    for (int i = 0; i < 4; i++) {
      from("198.51.100.1", ALICE, WRONG);
    }

    assertThat(from("198.51.100.1", ALICE, RIGHT)).isInstanceOf(LoginOutcome.Limited.class);
    assertThat(from(HOME, ALICE, RIGHT)).isEqualTo(new LoginOutcome.Accepted(ALICE));
  }

  @Test
  void doesNotLetNeighboursLockTheOwnerOut() {
    from(HOME, ALICE, RIGHT);
    for (int i = 0; i < 6; i++) {
      from(HOME, user(i), WRONG);
    }

    assertThat(from(HOME, user(9), RIGHT)).isInstanceOf(LoginOutcome.Limited.class);
    assertThat(from(HOME, ALICE, RIGHT)).isEqualTo(new LoginOutcome.Accepted(ALICE));
  }

  @Test
  void limitsWhoGuessesFromTheOwnersNetwork() {
    from(HOME, ALICE, RIGHT);
    for (int i = 0; i < 3; i++) {
      assertThat(from(HOME, ALICE, WRONG)).isInstanceOf(LoginOutcome.Refused.class);
    }

    assertThat(from(HOME, ALICE, LoginLimitsIT::notAsked)).isInstanceOf(LoginOutcome.Limited.class);
    assertThat(from("198.51.100.1", ALICE, RIGHT)).isEqualTo(new LoginOutcome.Accepted(ALICE));
  }

  @Test
  void countsNothingByANetworkThatManyShare() {
    for (int i = 0; i < 10; i++) {
      assertThat(from("127.0.0.1", user(i), WRONG)).isInstanceOf(LoginOutcome.Refused.class);
    }
  }

  @Test
  void makesRefusalsSlowerAndSlower() {
    List<LoginOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      outcomes.add(from(HOME, user(i / 2), WRONG));
    }

    assertThat(outcomes)
        .extracting(outcome -> ((LoginOutcome.Refused) outcome).pause().toSeconds())
        .containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void tellsNotEvenWhatIsRightWhenTheLimitIsReachedMeanwhile() {
    LoginOutcome outcome =
        from(
            HOME,
            ALICE,
            () -> {
              for (int i = 0; i < 3; i++) {
                from("198.51.100.1", ALICE, WRONG);
              }
              return new Logins.Verdict.Accepted();
            });

    assertThat(outcome).isInstanceOf(LoginOutcome.Limited.class);
  }

  @Test
  void tellsExactlyAsManyWrongPasswordsAsMayBeWrong() throws Exception {
    List<LoginLimits> instances = List.of(instance(), instance(), instance());
    List<Callable<LoginOutcome>> guesses = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      LoginLimits instance = instances.get(i % instances.size());
      InetAddress client = InetAddress.ofLiteral("198.51.100." + i);
      guesses.add(() -> instance.check(ALICE, client, WRONG));
    }

    try (var threads = Executors.newFixedThreadPool(16)) {
      assertThat(threads.invokeAll(guesses).stream().map(Future::resultNow))
          .filteredOn(LoginOutcome.Refused.class::isInstance)
          .hasSize(3);
    }
  }

  @Test
  void checksLoginsWithoutACountThatCannotBeHad() {
    JdbcTemplate jdbc = new JdbcTemplate(database);
    jdbc.execute("drop table login_failure");

    assertThat(from(HOME, ALICE, RIGHT)).isEqualTo(new LoginOutcome.Accepted(ALICE));
    assertThat(from(HOME, ALICE, WRONG)).isEqualTo(new LoginOutcome.Refused(Duration.ofSeconds(1)));

    jdbc.execute("drop table login_network");
    assertThat(from(HOME, ALICE, RIGHT)).isEqualTo(new LoginOutcome.Accepted(ALICE));
  }
}
