package dev.yubin.smtp.inspection.spf;

import dev.yubin.server.Network;
import java.net.Inet4Address;
import java.net.InetAddress;

/// `dual-cidr-length` of RFC 7208 §5.6, bits.
record PrefixLengths(int ip4, int ip6) {

  /// Whether two addresses are of one network.
  boolean match(InetAddress client, InetAddress other) {
    return new Network(other, client instanceof Inet4Address ? ip4 : ip6).contains(client);
  }

  /// @param text digits without leading zero
  /// @throws SpfException when they are more than the address has bits
  static int parse(String text, int max) {
    if (!text.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(text) > max) {
      throw SpfException.permanent("a prefix length of " + text + " is not within 0 to " + max);
    }
    return Integer.parseInt(text);
  }
}
