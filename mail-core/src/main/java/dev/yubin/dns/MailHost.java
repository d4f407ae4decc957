package dev.yubin.dns;

import java.util.List;

/// One host of a mail route.
///
/// @param name A-labels, lower case, no trailing dot
/// @param preference the MX preference, 0 for an implicit MX
/// @param addresses IPv6 and IPv4 literals without brackets, in the order to try
public record MailHost(String name, int preference, List<String> addresses) {
  public MailHost {
    addresses = List.copyOf(addresses);
  }
}
