package dev.yubin.smtp.allowance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

class AllowancePropertiesTest {
  private static final String ACCOUNT = "yubin.smtp.allowance.account";
  private static final String NETWORK = "yubin.smtp.allowance.network";

  private final MockEnvironment environment = new MockEnvironment();

  private <T> T bind(String prefix, Class<T> type) {
    return Binder.get(environment).bindOrCreate(prefix, type);
  }

  @Test
  void haveTheseDefaults() {
    assertThat(bind(ACCOUNT, AccountAllowance.class))
        .isEqualTo(new AccountAllowance(500, 1000, Duration.ofHours(1)));
    assertThat(bind(NETWORK, NetworkAllowance.class))
        .isEqualTo(new NetworkAllowance(0, 0, Duration.ofHours(1)));
  }

  @Test
  void haveTheseNames() {
    for (String prefix : new String[] {ACCOUNT, NETWORK}) {
      environment
          .withProperty(prefix + ".mails", "1")
          .withProperty(prefix + ".recipients", "2")
          .withProperty(prefix + ".window", "3m");
    }

    assertThat(bind(ACCOUNT, AccountAllowance.class))
        .isEqualTo(new AccountAllowance(1, 2, Duration.ofMinutes(3)));
    assertThat(bind(NETWORK, NetworkAllowance.class))
        .isEqualTo(new NetworkAllowance(1, 2, Duration.ofMinutes(3)));
  }

  @ParameterizedTest
  @CsvSource({"mails,-1,0 or more", "recipients,-1,0 or more", "window,0s,1s to 31d"})
  void sayWhatWouldBeRight(String name, String value, String right) {
    environment.withProperty(ACCOUNT + "." + name, value);
    environment.withProperty(NETWORK + "." + name, value);

    assertThatThrownBy(() -> bind(ACCOUNT, AccountAllowance.class))
        .rootCause()
        .hasMessageContaining(ACCOUNT + "." + name + "=")
        .hasMessageContaining(right);
    assertThatThrownBy(() -> bind(NETWORK, NetworkAllowance.class))
        .rootCause()
        .hasMessageContaining(NETWORK + "." + name + "=");
  }
}
