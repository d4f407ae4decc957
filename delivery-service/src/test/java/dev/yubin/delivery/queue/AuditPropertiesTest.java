package dev.yubin.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AuditPropertiesTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()).retention()).isEqualTo(Duration.ofDays(365));
  }

  @Test
  void saysWhatWouldBeRight() {
    assertThatThrownBy(() -> bind(Map.of("yubin.delivery.audit.retention", "0s")))
        .hasStackTraceContaining("yubin.delivery.audit.retention=PT0S must be more than 0: 365d");
  }

  private static AuditProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("yubin.delivery.audit", AuditProperties.class);
  }
}
