package dev.yubin.mime;

/// A parameter of a Content-Type or Content-Disposition (RFC 2045 §5.1), with RFC 2231
/// continuations joined.
///
/// @param name as written; ends in `*` when the value is in the extended form
/// @param value without quotes. In the extended form `charset'language'text` with percent escapes
///     (RFC 2231 §4), as an IMAP client expects it
public record Parameter(String name, String value) {
  public boolean isNamed(String other) {
    return name.equalsIgnoreCase(other);
  }
}
