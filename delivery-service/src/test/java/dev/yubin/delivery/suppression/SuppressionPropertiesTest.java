package dev.yubin.delivery.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SuppressionPropertiesTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()).keep()).isEqualTo(Duration.ZERO);
  }

  @Test
  void saysWhatWouldBeRight() {
    assertThatThrownBy(() -> bind(Map.of("yubin.delivery.suppression.keep", "-1s")))
        .hasStackTraceContaining("yubin.delivery.suppression.keep=PT-1S must be 0 or more: 30d");
  }

  private static SuppressionProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("yubin.delivery.suppression", SuppressionProperties.class);
  }
}
