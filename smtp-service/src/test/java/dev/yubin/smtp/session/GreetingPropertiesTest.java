package dev.yubin.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GreetingPropertiesTest {

  @Test
  void greetAtOnceByDefault() {
    assertThat(bind(Map.of()).greetingDelay()).isZero();
    assertThat(bind(Map.of("yubin.smtp.greeting-delay", "2s")).greetingDelay())
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void refuseADelayThatClientsWouldNotBear() {
    assertThatThrownBy(() -> bind(Map.of("yubin.smtp.greeting-delay", "2m")))
        .rootCause()
        .hasMessage("yubin.smtp.greeting-delay=PT2M must be 0s to 1m, such as 2s");
  }

  private static GreetingProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("yubin.smtp", GreetingProperties.class);
  }
}
