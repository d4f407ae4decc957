package dev.yubin.store.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.EmailAddress;
import dev.yubin.store.MigratedDatabase;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginNetworksIT {
  private static final EmailAddress ALICE = EmailAddress.of("alice@example.test");
  private static final Duration MONTH = Duration.ofDays(30);
  private static final String HOME = "192.0.2.7/32";

  private final MigratedDatabase database = MigratedDatabase.create();
  private final LoginNetworks networks = new LoginNetworks(database.dataSource());

  @BeforeEach
  void createAccounts() {
    database.account("alice@example.test");
    database.account("bob@example.test");
  }

  @Test
  void knowsWhereAnAccountHasLoggedInFrom() {
    networks.add(ALICE, HOME);
    networks.add(ALICE, HOME);

    assertThat(networks.knows(EmailAddress.of("Alice@Example.test"), HOME, MONTH)).isTrue();
    assertThat(networks.knows(ALICE, "192.0.2.8/32", MONTH)).isFalse();
    assertThat(networks.knows(EmailAddress.of("bob@example.test"), HOME, MONTH)).isFalse();
  }

  @Test
  void forgetsWhatIsLongAgoUntilItComesAgain() {
    networks.add(ALICE, HOME);
    database.jdbc().sql("update login_network set seen_at = now() - interval '30 days'").update();
    assertThat(networks.knows(ALICE, HOME, MONTH)).isFalse();

    networks.add(ALICE, HOME);
    assertThat(networks.knows(ALICE, HOME, MONTH)).isTrue();

    database.jdbc().sql("update login_network set seen_at = now() - interval '30 days'").update();
    assertThat(networks.sweep(MONTH)).isEqualTo(1);
  }

  @Test
  void forgetsWithTheAccount() {
    networks.add(ALICE, HOME);
    networks.add(EmailAddress.of("nobody@example.test"), HOME);
    database.jdbc().sql("delete from account where address like 'alice%'").update();

    assertThat(database.count("login_network")).isZero();
  }
}
