package dev.yubin.smtp.inspection.dkim;

import java.util.Locale;

/// What is said of a signature (RFC 8601 §2.7.1).
public enum DkimVerdict {
  NONE,
  PASS,
  FAIL,
  POLICY,
  NEUTRAL,
  TEMPERROR,
  PERMERROR;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
