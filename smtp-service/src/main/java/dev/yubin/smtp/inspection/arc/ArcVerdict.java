package dev.yubin.smtp.inspection.arc;

import java.util.Locale;

/// The state of a chain (RFC 8617 §4.4), `cv=`.
public enum ArcVerdict {
  NONE,
  PASS,
  FAIL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
