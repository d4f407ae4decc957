package dev.yubin.resolver.mtasts;

import java.time.Duration;

/// How far the fetch of a domain's policy has come, which says how long an answer may be kept that
/// was made without it.
public enum PolicyFetch {
  /// It is here, or there is none.
  DONE(Duration.ofDays(365)),
  /// It takes longer than a question waits: whoever asks again finds it.
  UNDER_WAY(Duration.ofSeconds(5)),
  /// It could not be had, and is not tried again for five minutes (RFC 8461 §3.3).
  FAILED(Duration.ofMinutes(5));

  private final Duration longest;

  PolicyFetch(Duration longest) {
    this.longest = longest;
  }

  /// How long an answer holds that without the policy would hold for so long.
  public Duration bound(Duration ttl) {
    return ttl.compareTo(longest) < 0 ? ttl : longest;
  }
}
