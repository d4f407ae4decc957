package dev.yubin.smtp.inspection.spf;

import java.net.InetAddress;

/// An address and how many of its first bits count. Java makes an IPv4 address of one that is
/// mapped to IPv6, so that such a client is one of IPv4, as RFC 7208 §5 wants it.
record Network(InetAddress address, int bits) {
  /// More bits than any address has: no client is in such a network.
  static final int NEVER = 129;

  boolean contains(InetAddress client) {
    byte[] ours = address.getAddress();
    byte[] theirs = client.getAddress();
    if (ours.length != theirs.length || bits > 8 * ours.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      if (((ours[i / 8] ^ theirs[i / 8]) & 0x80 >> i % 8) != 0) {
        return false;
      }
    }
    return true;
  }
}
