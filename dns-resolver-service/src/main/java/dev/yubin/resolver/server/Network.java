package dev.yubin.resolver.server;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A network by prefix (RFC 4632 §3.1, RFC 4291 §2.3).
///
/// @param address any address in it
/// @param bits of the prefix, 0 to 32 or 128
public record Network(InetAddress address, int bits) {
  private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f:.]{2,45})(?:/(\\d{1,3}))?");

  public Network {
    if (bits < 0 || bits > address.getAddress().length * 8) {
      throw new IllegalArgumentException(
          "the prefix of " + address.getHostAddress() + " has no " + bits + " bits");
    }
  }

  /// Reads `address/bits`; an address alone is a network of one.
  ///
  /// @throws IllegalArgumentException that says what would be right
  public static Network valueOf(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("expected address/bits such as 192.0.2.0/24");
    }
    InetAddress address = InetAddress.ofLiteral(parts.group(1));
    int all = address.getAddress().length * 8;
    return new Network(address, parts.group(2) == null ? all : Integer.parseInt(parts.group(2)));
  }

  boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + bits;
  }
}
