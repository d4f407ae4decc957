package dev.yubin.smtp.session;

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
import org.springframework.util.unit.DataSize;

class SmtpPropertiesTest {

  @Test
  void haveTheseDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new SmtpProperties(
                2525,
                2587,
                2465,
                null,
                DataSize.ofMegabytes(50),
                1000,
                20,
                100,
                10_000,
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofSeconds(25),
                Duration.ofDays(30),
                List.of()));
  }

  @Test
  void haveTheseNames() {
    assertThat(
            bind(
                Map.ofEntries(
                    Map.entry("yubin.smtp.port", "25"),
                    Map.entry("yubin.smtp.submission-port", "587"),
                    Map.entry("yubin.smtp.submissions-port", "465"),
                    Map.entry("yubin.smtp.lmtp-port", "24"),
                    Map.entry("yubin.smtp.max-junk-commands", "50"),
                    Map.entry("yubin.smtp.max-message-size", "10MB"),
                    Map.entry("yubin.smtp.max-recipients", "200"),
                    Map.entry("yubin.smtp.max-errors", "3"),
                    Map.entry("yubin.smtp.max-sessions", "7"),
                    Map.entry("yubin.smtp.idle-timeout", "1m"),
                    Map.entry("yubin.smtp.drain-timeout", "2s"),
                    Map.entry("yubin.smtp.max-hold", "1d"),
                    Map.entry("yubin.smtp.trusted-networks", "10.0.0.0/8,::1"))))
        .isEqualTo(
            new SmtpProperties(
                25,
                587,
                465,
                24,
                DataSize.ofMegabytes(10),
                200,
                3,
                50,
                7,
                Duration.ofMinutes(1),
                Duration.ofMinutes(30),
                Duration.ofSeconds(2),
                Duration.ofDays(1),
                List.of(Network.of("10.0.0.0/8"), Network.of("::1"))));
  }

  @ParameterizedTest
  @CsvSource({
    "port, 70000, 65535",
    "max-message-size, 1KB, 64KB",
    "max-recipients, 10, 100",
    "idle-timeout, 0s, 5m",
    "lmtp-port, 25, not 25",
    "max-junk-commands, 0, positive",
    "max-hold, 0s, 30d",
    "trusted-networks, 10.0.0.0/99, 10.0.0.0/8"
  })
  void saysWhatWouldBeRight(String name, String value, String hint) {
    assertThatThrownBy(() -> bind(Map.of("yubin.smtp." + name, value)))
        .rootCause()
        .hasMessageContaining(hint);
  }

  private static SmtpProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("yubin.smtp", SmtpProperties.class);
  }
}
