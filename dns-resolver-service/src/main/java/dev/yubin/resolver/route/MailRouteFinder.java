package dev.yubin.resolver.route;

import dev.yubin.dns.MailRoute;
import dev.yubin.mail.EmailAddress;
import dev.yubin.resolver.answer.Answer;
import dev.yubin.resolver.answer.Content;
import dev.yubin.resolver.answer.NameResolver;
import dev.yubin.resolver.answer.Question;
import dev.yubin.resolver.mtasts.TlsWishesFinder;
import dev.yubin.resolver.mtasts.Wishes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// Finds where a domain receives mail (RFC 5321 §5.1).
@Component
class MailRouteFinder {
  private final NameResolver resolver;
  private final HostAddresses addresses;
  private final TlsWishesFinder wishes;

  MailRouteFinder(NameResolver resolver, HostAddresses addresses, TlsWishesFinder wishes) {
    this.resolver = resolver;
    this.addresses = addresses;
    this.wishes = wishes;
  }

  /// @param domain of any form and length; what can be no domain is no such domain
  MailRoute find(String domain) {
    Optional<String> name = domain(domain);
    if (name.isEmpty()) {
      return new MailRoute.NoSuchDomain();
    }
    return name.get().startsWith("[")
        ? AddressLiteral.route(name.get())
        : name(name.get()).map(this::find).orElseGet(MailRoute.NoSuchDomain::new);
  }

  private MailRoute find(Name domain) {
    return switch (resolver.answer(Question.of(domain, Type.MX))) {
      case Answer.Found(Content content) -> explicit(domain, content);
      case Answer.NoData(Content content) -> implicit(domain, content);
      case Answer.NoSuchName none -> new MailRoute.NoSuchDomain();
      // RFC 5321 §5.1: without an answer about MX, the address records must not be used.
      case Answer.Failed(String reason) -> new MailRoute.TemporaryFailure(reason);
      case Answer.Bogus(String reason, _) -> new MailRoute.TemporaryFailure("bogus: " + reason);
    };
  }

  private MailRoute explicit(Name domain, Content content) {
    List<MXRecord> all = content.records(MXRecord.class).toList();
    List<MXRecord> exchanges = MxOrder.ordered(all);
    if (exchanges.isEmpty()) {
      // RFC 7505 §3: a single MX with the root as exchange.
      return new MailRoute.NullMx();
    }
    return route(domain, exchanges, content, false);
  }

  /// RFC 5321 §5.1: a domain without MX is its own host, with preference 0. After a CNAME, the name
  /// that it leads to is taken as if it were the initial one.
  private MailRoute implicit(Name domain, Content content) {
    MXRecord self =
        new MXRecord(
            content.canonicalName(),
            DClass.IN,
            content.ttl().toSeconds(),
            0,
            content.canonicalName());
    return route(domain, List.of(self), content, true);
  }

  private MailRoute route(
      Name domain, List<MXRecord> exchanges, Content content, boolean implicit) {
    CompletableFuture<Wishes> tls = wishes.ask(domain);
    List<ResolvedHost> hosts = addresses.find(exchanges, content.dnssec());
    return RouteAssembly.route(hosts, content, implicit, tls.join());
  }

  private static Optional<String> domain(String text) {
    // RFC 5321 §4.5.3.1.2; the form with U-labels is longer in octets, never in characters.
    return text.length() > 255 ? Optional.empty() : EmailAddress.domain(text);
  }

  private static Optional<Name> name(String domain) {
    try {
      return Optional.of(Name.fromString(domain, Name.root));
    } catch (TextParseException e) {
      return Optional.empty();
    }
  }

  /// The name of a host as [MailHost] has it.
  static String text(Name host) {
    return host.canonicalize().toString(true);
  }
}
