package dev.yubin.delivery.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.delivery.client.Encryption;
import dev.yubin.delivery.client.Encryption.Authentication;
import dev.yubin.delivery.client.Endpoints;
import dev.yubin.delivery.client.RemoteHost;
import dev.yubin.delivery.client.TlsFailure;
import dev.yubin.delivery.client.TlsPolicy;
import dev.yubin.delivery.client.TlsPolicy.Source;
import dev.yubin.delivery.client.TlsResult;
import dev.yubin.delivery.outbound.TlsOutcomes.Session;
import dev.yubin.dns.DnssecState;
import dev.yubin.dns.MailHost;
import dev.yubin.dns.MailRoute;
import dev.yubin.dns.TlsWishes;
import dev.yubin.dns.TlsWishes.Mode;
import dev.yubin.dns.TlsWishes.MtaSts;
import dev.yubin.mail.EmailAddress;
import dev.yubin.store.MigratedDatabase;
import dev.yubin.store.tlsrpt.CountedOutcome;
import dev.yubin.store.tlsrpt.TlsOutcome;
import dev.yubin.store.tlsrpt.TlsOutcome.Failure;
import dev.yubin.store.tlsrpt.TlsOutcome.Policy;
import dev.yubin.store.tlsrpt.TlsSessions;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;

/// What is counted, and what is not.
class TlsTallyIT {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final List<String> WANTED = List.of("mailto:tls@elsewhere.test");
  private static final MtaSts STS = new MtaSts("1", Mode.ENFORCE, List.of("mx.elsewhere.test"));
  private static final Policy STS_POLICY =
      new Policy(
          "sts",
          List.of("version: STSv1", "mode: enforce", "mx: mx.elsewhere.test"),
          "elsewhere.test",
          List.of("mx.elsewhere.test"));
  private static final TlsResult GOOD =
      result(Optional.of(new Encryption("TLSv1.3", "x", Authentication.PKIX)), Optional.empty());
  private static final TlsSessions SESSIONS =
      new TlsSessions(MigratedDatabase.create().dataSource());

  private final Map<String, MailRoute> routes = new HashMap<>();
  private final TlsTally tally =
      new TlsTally(
          new AppliedPolicies(
              domain -> {
                MailRoute route = routes.get(domain);
                if (route == null) {
                  throw new ResourceAccessException("away");
                }
                return route;
              }),
          SESSIONS,
          EmailAddress.of("tls@example.test"),
          () -> Instant.parse("2026-03-01T23:59:59Z"));

  @Test
  void countsSessionsByPolicyAndOutcome() {
    routes.put("elsewhere.test", route(null, STS, WANTED));
    TlsResult bad = result(Optional.empty(), Optional.of(TlsFailure.CERTIFICATE_EXPIRED));
    tally.take(session("Elsewhere.test", Source.MTA_STS, GOOD));
    tally.take(session("elsewhere.test", Source.MTA_STS, GOOD));
    tally.flush();
    tally.take(session("elsewhere.test", Source.MTA_STS, GOOD));
    tally.take(session("elsewhere.test", Source.MTA_STS, bad));
    tally.flush();
    tally.flush();
    assertThat(SESSIONS.of(DAY, "elsewhere.test"))
        .containsExactlyInAnyOrder(
            new CountedOutcome(new TlsOutcome(STS_POLICY, null), 3),
            new CountedOutcome(
                new TlsOutcome(
                    STS_POLICY,
                    new Failure(
                        "certificate-expired", "mx.elsewhere.test", "127.0.0.1", "127.0.0.1")),
                1));
  }

  @Test
  void knowsTlsaRecordsAndDomainsWithoutPolicy() {
    // RFC 8460 §1.1, §4.5
    MailHost.Dane dane =
        new MailHost.Dane("mx.dane.test", List.of(new MailHost.Tlsa(3, 1, 1, "0aff")));
    routes.put("dane.test", route(dane, null, WANTED));
    routes.put("none.test", route(null, null, WANTED));
    tally.take(session("dane.test", Source.DANE, GOOD));
    tally.take(session("none.test", Source.NONE, GOOD));
    tally.flush();
    assertThat(policies("dane.test"))
        .containsExactly(new Policy("tlsa", List.of("3 1 1 0AFF"), "mx.dane.test", List.of()));
    assertThat(policies("none.test"))
        .containsExactly(new Policy("no-policy-found", List.of(), "none.test", List.of()));
  }

  @Test
  void leavesOutWhatTheDomainDoesNotWantOrHasNotCaused() {
    routes.put("silent.test", route(null, STS, List.of()));
    routes.put("quiet.test", route(null, STS, WANTED));
    tally.take(session("silent.test", Source.MTA_STS, GOOD));
    tally.take(session("away.test", Source.MTA_STS, GOOD));
    // One that set the policy aside, one of our own policy, and one of a report.
    tally.take(session("quiet.test", Source.NONE, GOOD));
    tally.take(session("quiet.test", Source.LOCAL, GOOD));
    Session ofReport = session("quiet.test", Source.MTA_STS, GOOD);
    tally.take(
        new Session(
            ofReport.destination(), ofReport.host(), ofReport.result(), "TLS@example.test"));
    tally.flush();
    assertThat(policies("silent.test")).isEmpty();
    assertThat(policies("away.test")).isEmpty();
    assertThat(policies("quiet.test")).isEmpty();
  }

  private static List<Policy> policies(String domain) {
    return SESSIONS.of(DAY, domain).stream().map(one -> one.outcome().policy()).toList();
  }

  private static Session session(String domain, Source source, TlsResult result) {
    TlsPolicy tls =
        new TlsPolicy(source, TlsPolicy.Demand.MUST, new TlsPolicy.Proof.Pkix("mx.elsewhere.test"));
    RemoteHost host = new RemoteHost("mx.elsewhere.test", 10, List.of(), true, tls);
    return new Session(domain, host, result, "bob@example.test");
  }

  private static TlsResult result(Optional<Encryption> encryption, Optional<TlsFailure> failure) {
    InetAddress address = InetAddress.ofLiteral("127.0.0.1");
    return new TlsResult(
        Source.MTA_STS, encryption, failure, Optional.of(new Endpoints(address, address)));
  }

  private static MailRoute route(
      MailHost.@Nullable Dane dane, @Nullable MtaSts sts, List<String> reports) {
    return new MailRoute.Hosts(
        "site.test",
        List.of(new MailHost("mx.elsewhere.test", 10, List.of("127.0.0.1"), dane)),
        false,
        DnssecState.SECURE,
        Duration.ofMinutes(5),
        new TlsWishes(sts, reports));
  }
}
