package dev.yubin.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

  @ParameterizedTest
  @CsvSource({
    "PT0.001S, in 1 minute",
    "PT60S, in 1 minute",
    "PT61S, in 2 minutes",
    "PT1H, in 60 minutes"
  })
  void neverTellsAClientToComeTooEarly(Duration time, String text) {
    assertThat(new RetryAfter(time)).hasToString(text);
  }
}
