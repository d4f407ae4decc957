package dev.yubin.smtp.inspection.client;

import dev.yubin.dns.DnsRecords;
import java.net.InetAddress;

/// Compares what a client calls itself with what it is. RFC 5321 §4.1.4: a fact for a judgement,
/// never alone a reason to refuse.
public final class HeloName {
  private final DnsRecords records;

  public HeloName(DnsRecords records) {
    this.records = records;
  }

  /// @param helo as given: a name, an address literal, or nonsense, which leads nowhere
  public LeadsTo check(InetAddress client, String helo) {
    return helo.startsWith("[")
        ? literal(client, helo)
        : ForwardAddresses.ask(records, helo, client);
  }

  /// RFC 5321 §4.1.3
  private static LeadsTo literal(InetAddress client, String helo) {
    String address = helo.replaceFirst("^\\[(?:(?i)IPv6:)?", "").replaceFirst("]$", "");
    try {
      return InetAddress.ofLiteral(address).equals(client) ? LeadsTo.YES : LeadsTo.NO;
    } catch (IllegalArgumentException e) {
      return LeadsTo.NO;
    }
  }
}
