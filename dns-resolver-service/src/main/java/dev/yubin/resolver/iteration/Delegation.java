package dev.yubin.resolver.iteration;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Which servers a zone has, as its parent says.
///
/// @param ttl how long the parent lets it hold
record Delegation(Name zone, List<Host> hosts, Duration ttl) {
  /// The root has 13; no zone that is well needs more.
  private static final int MAX_HOSTS = 20;

  private static final int MAX_ADDRESSES = 6;

  Delegation {
    hosts = List.copyOf(hosts);
  }

  /// One name server.
  ///
  /// @param addresses from glue; none where the name has to be looked up
  record Host(Name name, List<InetAddress> addresses) {
    Host {
      addresses = List.copyOf(addresses);
    }
  }

  /// Reads a referral (RFC 1034 §4.3.2). Glue counts only for names within the zone whose server
  /// gave it, for it has no say in others (RFC 5452 §6).
  ///
  /// @param from the zone whose server was asked
  /// @param deepest the lowest name that the referral may be about
  /// @return empty when it is none, or does not lead down towards the name
  static Optional<Delegation> read(Message response, Name from, Name deepest) {
    List<Record> authority = response.getSection(Section.AUTHORITY);
    if (response.getRcode() != Rcode.NOERROR
        || !response.getSection(Section.ANSWER).isEmpty()
        || authority.stream().anyMatch(r -> r.getType() == Type.SOA)) {
      return Optional.empty();
    }
    List<NSRecord> servers =
        authority.stream()
            .filter(NSRecord.class::isInstance)
            .map(NSRecord.class::cast)
            .filter(ns -> leadsDown(ns.getName(), from, deepest))
            .toList();
    return servers.isEmpty() ? Optional.empty() : Optional.of(of(servers, response, from));
  }

  /// Reads what the root's servers say of themselves (RFC 9609 §4.1). They have a say in all names.
  ///
  /// @return without hosts when the response names none
  static Delegation ofRoot(Message response) {
    List<NSRecord> servers =
        response.getSection(Section.ANSWER).stream()
            .filter(r -> r.getName().equals(Name.root))
            .filter(NSRecord.class::isInstance)
            .map(NSRecord.class::cast)
            .toList();
    return servers.isEmpty()
        ? new Delegation(Name.root, List.of(), Duration.ZERO)
        : of(servers, response, Name.root);
  }

  private static boolean leadsDown(Name zone, Name from, Name deepest) {
    return zone.subdomain(from) && !zone.equals(from) && deepest.subdomain(zone);
  }

  private static Delegation of(List<NSRecord> servers, Message response, Name from) {
    Name zone = servers.getFirst().getName();
    List<Host> hosts =
        servers.stream()
            .filter(ns -> ns.getName().equals(zone))
            .map(NSRecord::getTarget)
            .distinct()
            .limit(MAX_HOSTS)
            .map(name -> new Host(name, name.subdomain(from) ? glue(name, response) : List.of()))
            .toList();
    return new Delegation(zone, hosts, Duration.ofSeconds(servers.getFirst().getTTL()));
  }

  private static List<InetAddress> glue(Name host, Message response) {
    return addresses(host, response.getSection(Section.ADDITIONAL));
  }

  /// What address records say of a host itself: a name server is no alias (RFC 2181 §10.3).
  static List<InetAddress> addresses(Name host, List<Record> records) {
    return records.stream()
        .filter(r -> r.getName().equals(host))
        .flatMap(
            r ->
                switch (r) {
                  case ARecord a -> Stream.of(a.getAddress());
                  case AAAARecord a -> Stream.of(a.getAddress());
                  default -> Stream.empty();
                })
        .limit(MAX_ADDRESSES)
        .toList();
  }

  List<InetAddress> addresses() {
    return hosts.stream().flatMap(host -> host.addresses().stream()).toList();
  }

  /// Servers to be looked up. One within the zone could be found only by asking itself.
  List<Name> withoutAddress() {
    return hosts.stream()
        .filter(host -> host.addresses().isEmpty() && !host.name().subdomain(zone))
        .map(Host::name)
        .toList();
  }
}
