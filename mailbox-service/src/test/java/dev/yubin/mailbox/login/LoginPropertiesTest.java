package dev.yubin.mailbox.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.server.Network;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LoginPropertiesTest {

  @Test
  void haveTheseDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new LoginProperties(
                20,
                10,
                Duration.ofMinutes(15),
                Duration.ofSeconds(1),
                Duration.ofDays(30),
                List.of(Network.of("127.0.0.0/8"), Network.of("::1"))));
  }

  @Test
  void haveTheseNames() {
    assertThat(
            bind(
                Map.of(
                    "yubin.login.failures-per-network", "0",
                    "yubin.login.failures-per-account", "5",
                    "yubin.login.window", "1h",
                    "yubin.login.refusal-delay", "0",
                    "yubin.login.own-network-memory", "7d",
                    "yubin.login.shared-networks", "192.0.2.0/24")))
        .isEqualTo(
            new LoginProperties(
                0,
                5,
                Duration.ofHours(1),
                Duration.ZERO,
                Duration.ofDays(7),
                List.of(Network.of("192.0.2.0/24"))));
  }

  @ParameterizedTest
  @CsvSource({
    "failures-per-network,-1,0 or more",
    "failures-per-account,-1,0 or more",
    "window,0s,1s to 1d",
    "window,25h,1s to 1d",
    "refusal-delay,11s,0s to 10s",
    "own-network-memory,-1s,0s or more"
  })
  void sayWhatWouldBeRight(String name, String value, String right) {
    assertThatThrownBy(() -> bind(Map.of("yubin.login." + name, value)))
        .rootCause()
        .hasMessageContaining("yubin.login." + name + "=")
        .hasMessageContaining(right);
  }

  private static LoginProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("yubin.login", LoginProperties.class);
  }
}
