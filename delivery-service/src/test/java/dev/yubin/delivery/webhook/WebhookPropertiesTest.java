package dev.yubin.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WebhookPropertiesTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new WebhookProperties(
                null, null, Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofDays(1)));
  }

  @Test
  void saysWhatWouldBeRight() {
    assertThatThrownBy(() -> bind(Map.of("yubin.delivery.webhook.url", "ftp://h")))
        .hasStackTraceContaining("url=ftp://h must begin with http:// or https://");
    assertThatThrownBy(() -> bind(Map.of("yubin.delivery.webhook.url", "http://h")))
        .hasStackTraceContaining("secret-file= is not set: name a file with 16 octets or more");
    assertThatThrownBy(() -> bind(Map.of("yubin.delivery.webhook.longest-wait", "1h")))
        .hasStackTraceContaining("longest-wait=PT1H must be 1s to 2m");
    assertThatThrownBy(() -> bind(Map.of("yubin.delivery.webhook.give-up-after", "0")))
        .hasStackTraceContaining("give-up-after=PT0S must be more than 0: 1d");
  }

  private static WebhookProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("yubin.delivery.webhook", WebhookProperties.class);
  }
}
