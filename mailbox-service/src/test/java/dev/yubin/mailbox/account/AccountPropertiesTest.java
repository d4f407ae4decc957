package dev.yubin.mailbox.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AccountPropertiesTest {

  @Test
  void haveTheseDefaults() {
    assertThat(bind(Map.of())).isEqualTo(new AccountProperties(6, 2, Duration.ofMinutes(5)));
  }

  @Test
  void haveTheseNames() {
    assertThat(
            bind(
                Map.of(
                    "yubin.accounts.min-password-length", "12",
                    "yubin.accounts.parallel-passwords", "4",
                    "yubin.accounts.login-memory", "0")))
        .isEqualTo(new AccountProperties(12, 4, Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({
    "min-password-length,0,at least 1",
    "parallel-passwords,0,at least 1",
    "login-memory,-1s,zero or more"
  })
  void sayWhatWouldBeRight(String name, String value, String right) {
    assertThatThrownBy(() -> bind(Map.of("yubin.accounts." + name, value)))
        .rootCause()
        .hasMessageContaining("yubin.accounts." + name + "=")
        .hasMessageContaining(right);
  }

  @Test
  void keepTheSecretsToThemselves() {
    assertThatThrownBy(() -> new ServicesProperties(" "))
        .hasMessageContaining("yubin.services.secret (YUBIN_SERVICES_SECRET) is not set");
    assertThat(new ServicesProperties("s3cret").toString()).doesNotContain("s3cret");
  }

  private static AccountProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("yubin.accounts", AccountProperties.class);
  }
}
