package dev.yubin.smtp.inspection.client;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.smtp.inspection.dns.AddressLabels;
import java.net.InetAddress;

/// Whether a name leads to an address.
final class ForwardAddresses {

  private ForwardAddresses() {}

  static LeadsTo ask(DnsRecords records, String name, InetAddress client) {
    return switch (records.find(AddressLabels.type(client), name)) {
      case DnsAnswer.Found found -> has(found, client) ? LeadsTo.YES : LeadsTo.NO;
      case DnsAnswer.NoData none -> LeadsTo.NO;
      case DnsAnswer.NoSuchDomain none -> LeadsTo.NO;
      case DnsAnswer.TemporaryFailure failure -> LeadsTo.TEMPORARY;
    };
  }

  private static boolean has(DnsAnswer.Found found, InetAddress client) {
    return found.values().stream().anyMatch(a -> InetAddress.ofLiteral(a).equals(client));
  }
}
