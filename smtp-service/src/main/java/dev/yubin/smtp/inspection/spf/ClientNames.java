package dev.yubin.smtp.inspection.spf;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.RecordType;
import dev.yubin.smtp.inspection.dns.AddressLabels;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The names of a client that lead back to it (RFC 7208 §5.5). An error of the DNS is a name less.
final class ClientNames {
  /// RFC 7208 §4.6.4: the names beyond are ignored.
  private static final int MAX_NAMES = 10;

  private final Lookups lookups;
  private final InetAddress client;

  ClientNames(Lookups lookups, InetAddress client) {
    this.lookups = lookups;
    this.client = client;
  }

  /// For the mechanism `ptr`.
  boolean anyWithin(String domain) {
    return verified(name -> DomainNames.within(name, domain)).findAny().isPresent();
  }

  /// For the macro `p` (RFC 7208 §7.3): the domain itself, else a name below it, else any.
  String best(String domain) {
    return verified(name -> name.equalsIgnoreCase(domain))
        .findFirst()
        .or(() -> verified(name -> DomainNames.within(name, domain)).findFirst())
        .or(() -> verified(name -> true).findFirst())
        .orElse("unknown");
  }

  private Stream<String> verified(Predicate<String> wanted) {
    return values(RecordType.PTR, AddressLabels.reverseName(client)).stream()
        .limit(MAX_NAMES)
        .filter(wanted)
        .filter(this::leadsBack);
  }

  private boolean leadsBack(String name) {
    return values(AddressLabels.type(client), name).stream()
        .anyMatch(address -> InetAddress.ofLiteral(address).equals(client));
  }

  private List<String> values(RecordType type, String name) {
    return lookups.ask(type, name) instanceof DnsAnswer.Found found ? found.values() : List.of();
  }
}
