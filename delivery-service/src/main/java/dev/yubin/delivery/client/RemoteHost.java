package dev.yubin.delivery.client;

import java.net.InetSocketAddress;
import java.util.List;

/// A host that a mail is handed to.
///
/// @param name as the MX record or the configuration has it; the SNI of TLS
/// @param addresses resolved, in the order to try
/// @param trusted whether nobody can have put the name there who should not: the DNS has signed it,
///     or we were told it
public record RemoteHost(String name, List<InetSocketAddress> addresses, boolean trusted) {
  public RemoteHost {
    addresses = List.copyOf(addresses);
  }
}
