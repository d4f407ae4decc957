package dev.yubin.resolver.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class CachePropertiesTest {

  @Test
  void hasTheseDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new CacheProperties(
                DataSize.ofMegabytes(32),
                Duration.ZERO,
                Duration.ofDays(1),
                Duration.ofHours(3),
                Duration.ofDays(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          size             | 1024B | a size between 1MB and 64GB
          min-ttl          | 2h  | a duration between 0s and 1h
          max-ttl          | 8d  | a duration between 1m and 7d
          max-negative-ttl | 2d  | a duration between 0s and 1d
          serve-stale      | 4d  | a duration between 0s and 3d
          serve-stale      | -1s | a duration between 0s and 3d
          """)
  void refusesWrongValuesAndSaysWhatIsRight(String property, String value, String right) {
    assertThatThrownBy(() -> bind(Map.of("yubin.dns.cache." + property, value)))
        .rootCause()
        .hasMessageContaining("yubin.dns.cache." + property)
        .hasMessageContaining(right);
  }

  private static CacheProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("yubin.dns.cache", CacheProperties.class);
  }
}
