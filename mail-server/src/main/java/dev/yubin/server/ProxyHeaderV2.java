package dev.yubin.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// The binary form (§2.2): version and command, family, length, addresses, and values that are
/// skipped.
final class ProxyHeaderV2 {
  /// Octets behind the length. The spec asks for the addresses and some values, 500 at least.
  private static final int MAX = 4_096;

  private static final int LOCAL = 0x20;
  private static final int PROXY = 0x21;
  private static final int PORTS = 4;

  private ProxyHeaderV2() {}

  /// What follows the octet with the family.
  ///
  /// @param addressLength octets of one address
  private record Family(boolean isIp, int addressLength) {
    int length() {
      return 2 * addressLength + (isIp ? PORTS : 0);
    }

    /// §2.2: families over UDP are none of a stream's.
    static Family of(int octet) throws IOException {
      return switch (octet) {
        case 0x00 -> new Family(false, 0);
        case 0x11 -> new Family(true, 4);
        case 0x21 -> new Family(true, 16);
        case 0x31 -> new Family(false, 108);
        default -> throw ProxyHeader.malformed("Family and transport " + octet);
      };
    }
  }

  /// Reads what stands behind the signature.
  static ProxyHeader readRest(InputStream in) throws IOException {
    int command = ProxyHeader.octet(in);
    int family = ProxyHeader.octet(in);
    int length = ProxyHeader.octet(in) << Byte.SIZE | ProxyHeader.octet(in);
    if (command != LOCAL && command != PROXY) {
      throw ProxyHeader.malformed("Version and command " + command);
    }
    if (length > MAX) {
      throw ProxyHeader.malformed("Longer than " + MAX + " octets");
    }
    byte[] rest = in.readNBytes(length);
    if (rest.length < length) {
      throw new EOFException("The connection ended within the header");
    }
    // §2.2: the family of LOCAL is not to be looked at.
    return command == LOCAL ? new ProxyHeader.Own() : proxied(Family.of(family), rest);
  }

  private static ProxyHeader proxied(Family family, byte[] rest) throws IOException {
    if (rest.length < family.length()) {
      throw ProxyHeader.malformed("Too short for its addresses");
    }
    return family.isIp()
        ? new ProxyHeader.Client(address(rest, family.addressLength()))
        : new ProxyHeader.Own();
  }

  private static InetAddress address(byte[] rest, int length) throws UnknownHostException {
    byte[] address = new byte[length];
    System.arraycopy(rest, 0, address, 0, length);
    return InetAddress.getByAddress(address);
  }
}
