package dev.yubin.smtp.inspection.dmarc;

import java.util.Locale;
import java.util.Optional;

/// What a domain asks for where a mail fails.
public enum DmarcPolicy {
  NONE,
  QUARANTINE,
  REJECT;

  static Optional<DmarcPolicy> of(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "none" -> Optional.of(NONE);
      case "quarantine" -> Optional.of(QUARANTINE);
      case "reject" -> Optional.of(REJECT);
      default -> Optional.empty();
    };
  }

  /// With `t=y` the next milder policy is applied (RFC 9989 §4.7).
  DmarcPolicy milder() {
    return this == REJECT ? QUARANTINE : NONE;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
