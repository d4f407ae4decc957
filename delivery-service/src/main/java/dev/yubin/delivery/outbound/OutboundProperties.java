package dev.yubin.delivery.outbound;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param remotePort port tried at a remote host
/// @param smarthost the host that all mail for others goes through; none by default. `host:port`,
///     `smtp://host:port`, `smtps://host` for TLS from the first octet on (RFC 8314 §3), or
///     `lmtp://host:port` (RFC 2033)
/// @param drain how long attempts that run may go on when the service stops
@ConfigurationProperties("yubin.delivery")
record OutboundProperties(
    @DefaultValue("25") int remotePort,
    @Nullable String smarthost,
    @DefaultValue("20s") Duration drain,
    @DefaultValue Retry retry,
    @DefaultValue Concurrency concurrency,
    @DefaultValue DelayWarning delayWarning,
    @DefaultValue Tls tls) {

  OutboundProperties {
    if (remotePort < 1 || remotePort > 65_535) {
      throw new IllegalArgumentException(
          "yubin.delivery.remote-port=" + remotePort + " is no port; it is 1 to 65535");
    }
  }

  /// @param schedule waits between attempts; the last one repeats
  /// @param maxAge how long after it was queued a mail is given up
  record Retry(
      @DefaultValue({"1m", "5m", "15m", "1h", "2h", "4h"}) List<Duration> schedule,
      @DefaultValue("5d") Duration maxAge) {

    Retry {
      schedule = List.copyOf(schedule);
      if (schedule.isEmpty() || schedule.stream().anyMatch(d -> !d.isPositive())) {
        throw new IllegalArgumentException(
            "yubin.delivery.retry.schedule=" + schedule + " must be waits of more than 0: 1m,5m");
      }
    }
  }

  /// @param total sessions to other hosts at a time
  /// @param destination sessions for one destination at a time, at most; there are two at first,
  ///     one more for each that goes well, and half as many when the host puts mail off
  record Concurrency(@DefaultValue("200") int total, @DefaultValue("20") int destination) {
    Concurrency {
      if (destination < 1 || total < destination) {
        throw new IllegalArgumentException(
            "yubin.delivery.concurrency.destination="
                + destination
                + " must be at least 1 and at most yubin.delivery.concurrency.total="
                + total);
      }
    }
  }

  /// DSNs of mail that takes long (RFC 3461 §5.2.5).
  ///
  /// @param after how long a mail waits before its sender is told, once a mail and destination
  /// @param unasked whether senders are told too who did not ask for it by NOTIFY=DELAY
  record DelayWarning(@DefaultValue("4h") Duration after, @DefaultValue("false") boolean unasked) {
    DelayWarning {
      if (!after.isPositive()) {
        throw new IllegalArgumentException(
            "yubin.delivery.delay-warning.after=" + after + " must be more than 0: 4h");
      }
    }
  }

  /// How connections to other hosts are encrypted: as a host's TLSA records say (RFC 7672), else as
  /// the domain's MTA-STS policy says (RFC 8461), else as well as the host can.
  ///
  /// @param bundle the SSL bundle with the authorities that are trusted; those of Java by default
  /// @param domains what holds instead for a recipient's domain, or for a smarthost or the host of
  ///     a transport by its name: `none` (no TLS), `may` (where the
  ///     host offers it), `encrypt` (TLS or no mail), `verify` (with a certificate that proves the
  ///     host's name) or `dane-only`
  record Tls(@Nullable String bundle, @DefaultValue Map<String, TlsRule> domains) {
    Tls {
      Map<String, TlsRule> byName = new HashMap<>();
      domains.forEach((domain, rule) -> byName.put(domain.toLowerCase(Locale.ROOT), rule));
      domains = Map.copyOf(byName);
    }
  }

  /// What our postmaster wants of the TLS to a domain.
  enum TlsRule {
    NONE,
    MAY,
    ENCRYPT,
    VERIFY,
    DANE_ONLY
  }
}
