package dev.yubin.mailbox.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class Pop3PropertiesTest {

  @Test
  void haveTheseDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new Pop3Properties(2110, 2995, 10_000, Duration.ofMinutes(10), Duration.ofSeconds(10)));
  }

  @Test
  void haveTheseNames() {
    assertThat(
            bind(
                Map.of(
                    "yubin.pop3.port", "110",
                    "yubin.pop3.tls-port", "995",
                    "yubin.pop3.max-sessions", "7",
                    "yubin.pop3.idle-timeout", "11m",
                    "yubin.pop3.drain-timeout", "2s")))
        .isEqualTo(new Pop3Properties(110, 995, 7, Duration.ofMinutes(11), Duration.ofSeconds(2)));
  }

  @Test
  void sayWhatWouldBeRight() {
    assertThatThrownBy(() -> bind(Map.of("yubin.pop3.tls-port", "70000")))
        .rootCause()
        .hasMessage("yubin.pop3.tls-port=70000 must be a port, 0 to 65535");
  }

  private static Pop3Properties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("yubin.pop3", Pop3Properties.class);
  }
}
