package dev.yubin.smtp.inspection.dmarc;

import java.util.Locale;

/// What is said of a mail (RFC 9989 §9.2).
public enum DmarcVerdict {
  NONE,
  PASS,
  FAIL,
  TEMPERROR,
  PERMERROR;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
