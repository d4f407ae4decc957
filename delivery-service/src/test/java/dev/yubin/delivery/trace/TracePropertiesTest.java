package dev.yubin.delivery.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TracePropertiesTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()).retention()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void saysWhatWouldBeRight() {
    assertThatThrownBy(() -> bind(Map.of("yubin.delivery.trace.retention", "0s")))
        .hasStackTraceContaining("yubin.delivery.trace.retention=PT0S must be more than 0: 7d");
  }

  private static TraceProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("yubin.delivery.trace", TraceProperties.class);
  }
}
