package dev.yubin.delivery.tlsrpt;

import dev.yubin.delivery.client.RemoteHost;
import dev.yubin.dns.MailHost;
import dev.yubin.dns.MailRoute;
import dev.yubin.dns.MailRoutes;
import dev.yubin.dns.TlsWishes;
import dev.yubin.dns.TlsWishes.MtaSts;
import dev.yubin.store.tlsrpt.TlsOutcome.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClientException;

/// What a domain has published, as its route tells it.
record AppliedPolicies(MailRoutes routes) {

  /// The policy that sessions to a host of a domain were held against.
  ///
  /// @return empty where it was not the domain's, or the domain wants no report
  Optional<Policy> of(String domain, RemoteHost host) {
    return wishes(domain)
        .filter(known -> !known.wishes().reports().isEmpty())
        .flatMap(known -> policy(domain, host, known));
  }

  /// Where reports to a domain go; none where it wants none.
  ///
  /// @throws RestClientException when the resolver is away
  /// @return empty when the DNS has no answer now
  Optional<List<String>> places(String domain) {
    return switch (routes.mailRoute(domain)) {
      case MailRoute.Hosts hosts ->
          Optional.of(hosts.tls() == null ? List.of() : hosts.tls().reports());
      case MailRoute.TemporaryFailure _ -> Optional.empty();
      case MailRoute.NullMx _, MailRoute.NoSuchDomain _, MailRoute.NoMailHost _ ->
          Optional.of(List.of());
    };
  }

  private record Known(List<MailHost> hosts, TlsWishes wishes) {}

  private Optional<Known> wishes(String domain) {
    try {
      return routes.mailRoute(domain) instanceof MailRoute.Hosts route && route.tls() != null
          ? Optional.of(new Known(route.hosts(), route.tls()))
          : Optional.empty();
    } catch (RestClientException e) {
      // The route of a mail that has just gone is nearly always at hand; a count less is no harm.
      return Optional.empty();
    }
  }

  private static Optional<Policy> policy(String domain, RemoteHost host, Known known) {
    Optional<MailHost> published =
        known.hosts().stream().filter(each -> each.name().equals(host.name())).findFirst();
    if (published.isEmpty()) {
      // Our postmaster has sent it elsewhere.
      return Optional.empty();
    }
    MailHost.@Nullable Dane dane = published.get().dane();
    @Nullable MtaSts sts = known.wishes().mtaSts();
    return switch (host.tls().source()) {
      case DANE -> Optional.ofNullable(dane).map(AppliedPolicies::tlsa);
      case MTA_STS -> Optional.ofNullable(sts).map(policy -> sts(domain, policy));
      // Where there is a policy, this session was one that set it aside.
      case NONE ->
          dane == null && sts == null
              ? Optional.of(new Policy("no-policy-found", List.of(), domain, List.of()))
              : Optional.empty();
      case LOCAL, REQUIRETLS -> Optional.empty();
    };
  }

  /// RFC 8460 §4.5, with the policy domain of §1.1.
  private static Policy tlsa(MailHost.Dane dane) {
    List<String> records =
        dane.associations().stream()
            .map(
                tlsa ->
                    "%d %d %d %s"
                        .formatted(
                            tlsa.usage(),
                            tlsa.selector(),
                            tlsa.matchingType(),
                            tlsa.data().toUpperCase(Locale.ROOT)))
            .toList();
    return new Policy("tlsa", records, dane.base(), List.of());
  }

  /// RFC 8460 §4.5; how long the policy may be kept does not come with the route.
  private static Policy sts(String domain, MtaSts sts) {
    List<String> lines = new ArrayList<>();
    lines.add("version: STSv1");
    lines.add("mode: " + sts.mode().name().toLowerCase(Locale.ROOT));
    sts.mx().forEach(pattern -> lines.add("mx: " + pattern));
    return new Policy("sts", lines, domain, sts.mx());
  }
}
