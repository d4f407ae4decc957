package dev.yubin.smtp.greylisting;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param enabled whether mail from a network that is not known is put off once with 451 4.7.1 (RFC
///     6647); it then makes the topic `yubin.greylist`
/// @param delay how long after its first try a client is taken
/// @param retryWindow how long after its first try it must have come back
/// @param keep how long a network that has come back is known
@ConfigurationProperties("yubin.smtp.greylisting")
record GreylistingProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("1m") Duration delay,
    @DefaultValue("24h") Duration retryWindow,
    @DefaultValue("35d") Duration keep) {

  GreylistingProperties {
    require(!delay.isNegative(), "delay", delay, "0s or more");
    require(retryWindow.compareTo(delay) > 0, "retry-window", retryWindow, "more than delay");
    require(keep.compareTo(retryWindow) >= 0, "keep", keep, "retry-window or more");
  }

  private static void require(boolean holds, String property, Duration value, String right) {
    if (!holds) {
      throw new IllegalArgumentException(
          "yubin.smtp.greylisting." + property + "=" + value + " must be " + right);
    }
  }
}
