package dev.yubin.delivery.client;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long a remote host may take for each step; the defaults are RFC 5321 §4.5.3.2's. Each is for
/// the whole step, so that a host that drips octets gains nothing. One that takes its time at every
/// step is borne for the total.
///
/// @param connect for one address
/// @param greeting until the 220
/// @param command until the reply to EHLO, MAIL, RCPT, RSET and the TLS handshake
/// @param dataStart until the 354
/// @param dataBlock to take the next 64 KiB of a mail
/// @param dataEnd until the reply to the end of a mail
/// @param quit until the 221
/// @param total for the steps of one mail together, and for those before the first one; when an
///     attempt has taken as long, it begins no other mail. At 30m, 50 MB go to a host that takes 28
///     KB/s
@ConfigurationProperties("yubin.delivery.timeouts")
public record ClientTimeouts(
    @DefaultValue("30s") Duration connect,
    @DefaultValue("5m") Duration greeting,
    @DefaultValue("5m") Duration command,
    @DefaultValue("2m") Duration dataStart,
    @DefaultValue("3m") Duration dataBlock,
    @DefaultValue("10m") Duration dataEnd,
    @DefaultValue("5s") Duration quit,
    @DefaultValue("30m") Duration total) {

  public ClientTimeouts {
    if (!total.isPositive()) {
      throw new IllegalArgumentException(
          "yubin.delivery.timeouts.total=" + total + " must be more than 0s: 30m");
    }
  }
}
