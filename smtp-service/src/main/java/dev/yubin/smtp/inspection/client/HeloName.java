package dev.yubin.smtp.inspection.client;

import dev.yubin.dns.DnsRecords;
import java.net.InetAddress;

/// Compares what a client calls itself with what it is. RFC 5321 §4.1.4: a fact for a judgement,
/// never alone a reason to refuse.
public final class HeloName {
  private final DnsRecords records;
  private final String hostname;

  /// @param hostname ours
  public HeloName(DnsRecords records, String hostname) {
    this.records = records;
    this.hostname = hostname;
  }

  /// @param helo as given: a name, an address literal, or nonsense
  public HeloFact check(InetAddress client, String helo) {
    if (helo.startsWith("[")) {
      return literal(client, helo);
    }
    if (helo.equalsIgnoreCase(hostname)) {
      return HeloFact.OURS;
    }
    if (!helo.contains(".")) {
      return HeloFact.UNQUALIFIED;
    }
    return switch (ForwardAddresses.ask(records, helo, client)) {
      case YES -> HeloFact.ITS_OWN;
      case NO -> HeloFact.ELSEWHERE;
      case TEMPORARY -> HeloFact.UNKNOWN;
    };
  }

  /// RFC 5321 §4.1.3
  private static HeloFact literal(InetAddress client, String helo) {
    String address = helo.replaceFirst("^\\[(?:(?i)IPv6:)?", "").replaceFirst("]$", "");
    try {
      return InetAddress.ofLiteral(address).equals(client)
          ? HeloFact.ITS_OWN
          : HeloFact.FOREIGN_LITERAL;
    } catch (IllegalArgumentException e) {
      return HeloFact.FOREIGN_LITERAL;
    }
  }
}
