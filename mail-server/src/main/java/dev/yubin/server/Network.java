package dev.yubin.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A network in CIDR form, such as `10.0.0.0/8` or `2001:db8::/32`; a single address is one too.
///
/// @param prefix how many leading bits of an address count
public record Network(InetAddress address, int prefix) {
  /// So that nothing is ever looked up in the DNS.
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private static final int CLIENT_PREFIX = 64;

  /// Spring converts properties with this.
  ///
  /// @throws IllegalArgumentException when the text is not a network; the message says what
  ///     would be
  public static Network of(String text) {
    String[] parts = text.strip().split("/", 2);
    try {
      InetAddress address = literal(parts[0]);
      int bits = address.getAddress().length * Byte.SIZE;
      int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
      if (prefix >= 0 && prefix <= bits) {
        return new Network(address, prefix);
      }
    } catch (IllegalArgumentException e) {
      throw invalid(text, e);
    }
    throw invalid(text, null);
  }

  /// What stands for one client where clients are counted: an IPv4 address, or the 64 bits of an
  /// IPv6 address behind which a host picks what it likes (RFC 4291 §2.5.4), and which are the
  /// least that a customer has (RFC 6177 §2).
  public static Network ofClient(InetAddress client) {
    byte[] octets = client.getAddress();
    int prefix = Math.min(octets.length * Byte.SIZE, CLIENT_PREFIX);
    Arrays.fill(octets, prefix / Byte.SIZE, octets.length, (byte) 0);
    try {
      return new Network(InetAddress.getByAddress(octets), prefix);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Of the length of an address", e);
    }
  }

  private static InetAddress literal(String text) {
    if (!LITERAL.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return InetAddress.ofLiteral(text);
  }

  private static IllegalArgumentException invalid(String text, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "'" + text + "' is not a network; write one like 10.0.0.0/8 or 2001:db8::/32", cause);
  }

  public boolean contains(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /// In CIDR form.
  @Override
  public String toString() {
    return address.getHostAddress() + "/" + prefix;
  }
}
