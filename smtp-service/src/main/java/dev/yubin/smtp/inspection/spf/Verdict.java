package dev.yubin.smtp.inspection.spf;

import java.util.Locale;

/// RFC 7208 §2.6
public enum Verdict {
  /// There is no domain to ask, or it has no record.
  NONE,
  /// The domain says explicitly that it says nothing.
  NEUTRAL,
  PASS,
  FAIL,
  /// Probably not authorized.
  SOFTFAIL,
  /// The DNS has no answer now.
  TEMPERROR,
  /// The record cannot be understood.
  PERMERROR;

  /// As `Received-SPF` and `Authentication-Results` have it.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
