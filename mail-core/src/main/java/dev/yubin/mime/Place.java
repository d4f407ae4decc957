package dev.yubin.mime;

/// Where a part stands in the mail: its header, and its body right behind it.
///
/// @param offset of the header's first octet
/// @param headerLength octets, the blank line included where there is one
/// @param bodyLength octets, without the line break that belongs to the delimiter behind it (RFC
///     2046 §5.1.1)
/// @param bodyLines line breaks in the body
public record Place(long offset, long headerLength, long bodyLength, long bodyLines) {
  public long bodyOffset() {
    return offset + headerLength;
  }

  public OctetRange header() {
    return new OctetRange(offset, headerLength);
  }

  public OctetRange body() {
    return new OctetRange(bodyOffset(), bodyLength);
  }

  Place movedBy(int octets) {
    return new Place(offset + octets, headerLength, bodyLength, bodyLines);
  }

  Place headerGrownBy(int octets) {
    return new Place(offset, headerLength + octets, bodyLength, bodyLines);
  }
}
