package dev.yubin.smtp.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param greetingDelay how long a client of the MX port is listened to before it is greeted, 0s to
///     1m. One that speaks in that time gets 554 5.5.1 (RFC 5321 §3.1): a mail server waits for the
///     greeting, much spam-ware does not. 0s greets at once. Trusted networks do not wait.
@ConfigurationProperties("yubin.smtp")
record GreetingProperties(@DefaultValue("0s") Duration greetingDelay) {
  // RFC 5321 §4.5.3.2.1 has clients wait for five minutes; not all of them do.
  private static final Duration LONGEST = Duration.ofMinutes(1);

  GreetingProperties {
    if (greetingDelay.isNegative() || greetingDelay.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "yubin.smtp.greeting-delay=" + greetingDelay + " must be 0s to 1m, such as 2s");
    }
  }
}
