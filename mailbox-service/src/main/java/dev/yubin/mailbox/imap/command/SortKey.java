package dev.yubin.mailbox.imap.command;

/// What SORT orders by (RFC 5256 §3, RFC 5957 §3).
///
/// @param reverse whether the order is descending
public record SortKey(Kind kind, boolean reverse) {
  /// In the words of the RFC.
  public enum Kind {
    ARRIVAL,
    CC,
    DATE,
    FROM,
    SIZE,
    SUBJECT,
    TO,
    DISPLAYFROM,
    DISPLAYTO
  }
}
