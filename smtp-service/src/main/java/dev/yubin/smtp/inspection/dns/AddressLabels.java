package dev.yubin.smtp.inspection.dns;

import dev.yubin.dns.RecordType;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// An address as the labels of a name: four numbers, or 32 hexadecimal digits.
public final class AddressLabels {

  private AddressLabels() {}

  /// From the most significant part on, joined by dots.
  public static String forward(InetAddress address) {
    return String.join(".", labels(address));
  }

  /// From the least significant part on, as zones of addresses have it (RFC 3596 §2.5, RFC 5782
  /// §2.1).
  public static String reversed(InetAddress address) {
    List<String> labels = labels(address);
    Collections.reverse(labels);
    return String.join(".", labels);
  }

  /// The name at which the names of an address are (RFC 1035 §3.5, RFC 3596 §2.5).
  public static String reverseName(InetAddress address) {
    return reversed(address) + (address instanceof Inet4Address ? ".in-addr.arpa" : ".ip6.arpa");
  }

  /// The records in which a name says that it has such an address.
  public static RecordType type(InetAddress address) {
    return address instanceof Inet4Address ? RecordType.A : RecordType.AAAA;
  }

  private static List<String> labels(InetAddress address) {
    List<String> labels = new ArrayList<>();
    for (byte octet : address.getAddress()) {
      if (address instanceof Inet4Address) {
        labels.add(Integer.toString(octet & 0xFF));
      } else {
        labels.add(Integer.toHexString(octet >> 4 & 0xF));
        labels.add(Integer.toHexString(octet & 0xF));
      }
    }
    return labels;
  }
}
