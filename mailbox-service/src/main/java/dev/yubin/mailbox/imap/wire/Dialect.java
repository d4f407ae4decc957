package dev.yubin.mailbox.imap.wire;

/// How a client and we write names and texts.
public enum Dialect {
  /// Names of mailboxes are in modified UTF-7 (RFC 3501 §5.1.3).
  REV1,

  /// Strings are in UTF-8, and no SEARCH names a charset (RFC 9755 §3).
  UTF8_ACCEPT,

  /// Strings are in UTF-8 (RFC 9051 §5.1).
  REV2;

  public boolean isUtf8() {
    return this != REV1;
  }
}
