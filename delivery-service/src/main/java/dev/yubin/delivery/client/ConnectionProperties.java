package dev.yubin.delivery.client;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Sessions to other hosts that are kept open for the next mail.
///
/// @param idle how long one is kept without a mail; 0 keeps none
/// @param mails that one carries at most
/// @param kept how many are kept at most, for all hosts together
@ConfigurationProperties("yubin.delivery.connections")
public record ConnectionProperties(
    @DefaultValue("10s") Duration idle,
    @DefaultValue("100") int mails,
    @DefaultValue("200") int kept) {
  public ConnectionProperties {
    if (idle.isNegative() || idle.compareTo(Duration.ofMinutes(4)) > 0) {
      // RFC 5321 §4.5.3.2.7: hosts wait five minutes for a command.
      throw new IllegalArgumentException(
          "yubin.delivery.connections.idle=" + idle + " must be from 0s to 4m");
    }
    if (mails < 1) {
      throw new IllegalArgumentException(
          "yubin.delivery.connections.mails=" + mails + " must be at least 1");
    }
    if (kept < 0) {
      throw new IllegalArgumentException(
          "yubin.delivery.connections.kept=" + kept + " must be at least 0; 0 keeps none");
    }
  }
}
