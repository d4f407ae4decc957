package dev.yubin.smtp.inspection.client;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.RecordType;
import dev.yubin.smtp.inspection.dns.AddressLabels;
import java.net.InetAddress;
import java.util.List;

/// Finds the name of a client that leads back to it (RFC 8601 §3).
public final class ReverseName {
  /// RFC 8601 §3: the names that are looked at must have a bound.
  private static final int MAX_NAMES = 10;

  private final DnsRecords records;

  public ReverseName(DnsRecords records) {
    this.records = records;
  }

  public ClientName find(InetAddress client) {
    return switch (records.find(RecordType.PTR, AddressLabels.reverseName(client))) {
      case DnsAnswer.Found(List<String> names, var dnssec, var ttl) -> verified(names, client);
      case DnsAnswer.NoData none -> new ClientName.None();
      case DnsAnswer.NoSuchDomain none -> new ClientName.None();
      case DnsAnswer.TemporaryFailure failure -> new ClientName.Temporary();
    };
  }

  private ClientName verified(List<String> names, InetAddress client) {
    boolean temporary = false;
    for (String name : names.subList(0, Math.min(MAX_NAMES, names.size()))) {
      switch (ForwardAddresses.ask(records, name, client)) {
        case YES -> {
          return new ClientName.Verified(name);
        }
        case NO -> {}
        case TEMPORARY -> temporary = true;
      }
    }
    return temporary ? new ClientName.Temporary() : new ClientName.Unverified();
  }
}
