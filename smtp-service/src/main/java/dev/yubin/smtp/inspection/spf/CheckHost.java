package dev.yubin.smtp.inspection.spf;

import dev.yubin.dns.RecordType;
import dev.yubin.server.Network;
import dev.yubin.smtp.inspection.dns.AddressLabels;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// The function `check_host()` of RFC 7208 §4, for one client.
final class CheckHost {
  /// RFC 7208 §4.6.4
  private static final int MAX_EXCHANGES = 10;

  private final InetAddress client;
  private final Lookups lookups;
  private final ClientNames names;
  private final Macros macros;

  /// @param domain whose record decided
  /// @param explanation where that domain explains a failure
  record Outcome(Verdict verdict, String domain, Optional<MacroString> explanation) {
    static Outcome none(String domain) {
      return new Outcome(Verdict.NONE, domain, Optional.empty());
    }
  }

  CheckHost(InetAddress client, Lookups lookups, ClientNames names, Macros macros) {
    this.client = client;
    this.lookups = lookups;
    this.names = names;
    this.macros = macros;
  }

  /// @throws SpfException for temperror and permerror
  Outcome check(String domain) {
    if (!DomainNames.isDomain(domain)) {
      return Outcome.none(domain);
    }
    List<String> texts =
        lookups.find(RecordType.TXT, domain).stream().filter(RecordParser::isSpf).toList();
    // RFC 7208 §4.5
    return switch (texts.size()) {
      case 0 -> Outcome.none(domain);
      case 1 -> evaluate(RecordParser.parse(texts.getFirst()), domain);
      default -> throw SpfException.permanent(domain + " has more than one SPF record");
    };
  }

  private Outcome evaluate(SpfRecord spf, String domain) {
    for (SpfRecord.Directive directive : spf.directives()) {
      if (matches(directive.mechanism(), domain)) {
        return new Outcome(directive.qualifier(), domain, spf.explanation());
      }
    }
    // RFC 7208 §4.7
    return spf.redirect()
        .map(target -> redirect(target, domain))
        .orElseGet(() -> new Outcome(Verdict.NEUTRAL, domain, Optional.empty()));
  }

  /// RFC 7208 §6.1
  private Outcome redirect(MacroString target, String domain) {
    lookups.countTerm();
    String other = macros.domain(target, domain);
    Outcome outcome = check(other);
    if (outcome.verdict() == Verdict.NONE) {
      throw SpfException.permanent("redirect to " + other + ", which has no SPF record");
    }
    return outcome;
  }

  private boolean matches(Mechanism mechanism, String domain) {
    return switch (mechanism) {
      case Mechanism.All all -> true;
      case Mechanism.Ip(Optional<Network> network) ->
          network.filter(n -> n.contains(client)).isPresent();
      case Mechanism.Include(MacroString target) -> includes(counted(target, domain));
      case Mechanism.A(Optional<MacroString> target, PrefixLengths lengths) ->
          contains(lookups.findCounted(addressType(), counted(target, domain)), lengths);
      case Mechanism.Mx(Optional<MacroString> target, PrefixLengths lengths) ->
          exchanges(counted(target, domain), lengths);
      case Mechanism.Ptr(Optional<MacroString> target) -> names.anyWithin(counted(target, domain));
      // RFC 7208 §5.7: A, whatever the client's address.
      case Mechanism.Exists(MacroString target) ->
          !lookups.findCounted(RecordType.A, counted(target, domain)).isEmpty();
    };
  }

  /// RFC 7208 §5.2: an error of the other record is one of this.
  private boolean includes(String other) {
    return switch (check(other).verdict()) {
      case PASS -> true;
      case FAIL, SOFTFAIL, NEUTRAL -> false;
      case NONE, PERMERROR ->
          throw SpfException.permanent("include of " + other + ", which has no SPF record");
      case TEMPERROR -> throw SpfException.temporary("include of " + other);
    };
  }

  /// RFC 7208 §5.4: without MX, the domain is not taken for its own exchange.
  private boolean exchanges(String target, PrefixLengths lengths) {
    List<String> hosts =
        lookups.findCounted(RecordType.MX, target).stream()
            .map(mx -> mx.substring(mx.indexOf(' ') + 1))
            .filter(host -> !host.isEmpty() && !host.equals("."))
            .toList();
    if (hosts.size() > MAX_EXCHANGES) {
      throw SpfException.permanent(target + " has more than " + MAX_EXCHANGES + " MX records");
    }
    return hosts.stream().anyMatch(host -> contains(lookups.find(addressType(), host), lengths));
  }

  private boolean contains(List<String> addresses, PrefixLengths lengths) {
    return addresses.stream().anyMatch(a -> lengths.match(client, InetAddress.ofLiteral(a)));
  }

  private RecordType addressType() {
    return AddressLabels.type(client);
  }

  private String counted(Optional<MacroString> target, String domain) {
    lookups.countTerm();
    return target.map(t -> macros.domain(t, domain)).orElse(domain);
  }

  private String counted(MacroString target, String domain) {
    return counted(Optional.of(target), domain);
  }
}
