package dev.yubin.mailbox.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ImapPropertiesTest {

  private static ImapProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("yubin.imap", ImapProperties.class);
  }

  @Test
  void hasTheseDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new ImapProperties(
                2143,
                2993,
                DataSize.ofMegabytes(50),
                10_000,
                Duration.ofMinutes(1),
                Duration.ofMinutes(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30)));
  }

  @Test
  void saysWhatWouldBeRight() {
    assertThatThrownBy(() -> bind(Map.of("yubin.imap.port", "70000")))
        .hasRootCauseMessage("yubin.imap.port=70000 and tls-port=2993 must be ports, 0 to 65535");
    assertThatThrownBy(() -> bind(Map.of("yubin.imap.max-literal", "0")))
        .hasRootCauseMessage("yubin.imap.max-literal=0B must be positive, such as 50MB");
  }
}
