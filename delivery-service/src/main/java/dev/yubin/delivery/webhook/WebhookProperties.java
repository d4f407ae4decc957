package dev.yubin.delivery.webhook;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param url that takes events by POST, http or https; none is told without one
/// @param secretFile holds what events are signed with, 16 octets or more
/// @param timeout for the answer
/// @param longestWait between tries while the URL does not take them; the first wait is 1s
/// @param giveUpAfter the age at which an event that the URL does not take is passed over, so that
///     those behind it are told
@ConfigurationProperties("yubin.delivery.webhook")
record WebhookProperties(
    @Nullable URI url,
    @Nullable Path secretFile,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("1m") Duration longestWait,
    @DefaultValue("1d") Duration giveUpAfter) {

  /// Kafka takes a consumer for dead that is silent for five.
  private static final Duration MAX_SILENCE = Duration.ofMinutes(2);

  WebhookProperties {
    if (url != null && !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw new IllegalArgumentException(
          "yubin.delivery.webhook.url=" + url + " must begin with http:// or https://");
    }
    if (url != null && secretFile == null) {
      throw new IllegalArgumentException(
          "yubin.delivery.webhook.secret-file= is not set: name a file with 16 octets or more");
    }
    check("timeout", timeout);
    check("longest-wait", longestWait);
    if (!giveUpAfter.isPositive()) {
      throw new IllegalArgumentException(
          "yubin.delivery.webhook.give-up-after=" + giveUpAfter + " must be more than 0: 1d");
    }
  }

  private static void check(String name, Duration time) {
    if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(MAX_SILENCE) > 0) {
      throw new IllegalArgumentException(
          "yubin.delivery.webhook." + name + "=" + time + " must be 1s to 2m");
    }
  }
}
