package dev.yubin.mime;

/// Where something stands in a mail.
///
/// @param offset of the first octet, from 0
/// @param length octets
public record OctetRange(long offset, long length) {
  public long end() {
    return offset + length;
  }
}
