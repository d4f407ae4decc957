package dev.yubin.resolver.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.dns.MailHost;
import dev.yubin.dns.MailRoute;
import dev.yubin.resolver.answer.DnssecMode;
import dev.yubin.resolver.answer.TestResolver;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.Misbehaviour;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DaneTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final String TLSA = "TLSA 3 1 1 00ff\n";

  private final DnsZone secure =
      DnsZone.signed(
          "secure",
          """
          @          MX 10 mx
          mx         A 127.0.0.1
          _25._tcp.mx 30 TLSA 3 1 1 00FF
          _25._tcp.mx 30 TLSA 2 0 2 AA
          without    MX 10 plain
          plain      A 127.0.0.2
          aliased    MX 10 alias
          alias      CNAME mx
          ownalias   MX 10 own
          own        CNAME plain
          _25._tcp.own TLSA 3 1 1 BB
          outalias   MX 10 out
          out        CNAME mx.insecure.
          _25._tcp.out TLSA 3 1 1 CC
          foreign    MX 10 mx.insecure.
          mute       MX 10 silent
          silent     A 127.0.0.3
          """,
          DAY);
  private final DnsZone root =
      DnsZone.signed(".", "secure NS ns.secure\ninsecure NS ns.insecure\n" + secure.ds(), DAY);
  private final ScriptedDnsServer dns =
      ScriptedDnsServer.serving(
          root,
          secure,
          DnsZone.of("insecure", "@ MX 10 mx.secure.\nmx A 127.0.0.4\n_25._tcp.mx " + TLSA));
  private final TestResolver fixture = TestResolver.validating(DnssecMode.VALIDATE, root.ds(), dns);

  @AfterEach
  void close() {
    fixture.close();
    dns.close();
  }

  // RFC 7672 §2.2
  @Test
  void givesTheAssociationsOfAHost() {
    MailRoute.Hosts route = route("secure");

    MailHost.Dane dane = Objects.requireNonNull(route.hosts().getFirst().dane());
    assertThat(dane.base()).isEqualTo("mx.secure");
    assertThat(dane.associations())
        .containsExactlyInAnyOrder(
            new MailHost.Tlsa(3, 1, 1, "00ff"), new MailHost.Tlsa(2, 0, 2, "aa"));
    assertThat(route.ttl()).isLessThanOrEqualTo(Duration.ofSeconds(30));
    assertThat(route("without.secure").hosts().getFirst().dane()).isNull();
  }

  // RFC 7672 §2.2.2, §2.2.3
  @Test
  void looksAtTheEndOfAnAliasFirstAndThenAtTheAlias() {
    assertThat(base("aliased.secure")).isEqualTo("mx.secure");
    assertThat(base("ownalias.secure")).isEqualTo("own.secure");
    assertThat(base("outalias.secure")).isEqualTo("out.secure");
  }

  // RFC 7672 §2.2.1, §2.1.3
  @Test
  void givesNothingThatIsNotProven() {
    assertThat(route("foreign.secure").hosts().getFirst().dane()).isNull();
    assertThat(route("insecure").hosts().getFirst().dane()).isNull();
    assertThat(dns.questions()).noneMatch(q -> q.contains("_25._tcp.mx.insecure"));
  }

  // RFC 7672 §2.1.2
  @Test
  void leavesOutHostsWhoseAssociationsCannotBeHad() {
    dns.misbehave("_25._tcp.silent.secure", Misbehaviour.SERVFAIL);

    assertThat(find("mute.secure"))
        .isInstanceOfSatisfying(
            MailRoute.TemporaryFailure.class,
            failure -> assertThat(failure.reason()).contains("TLSA of silent.secure"));
  }

  private String base(String domain) {
    return Objects.requireNonNull(route(domain).hosts().getFirst().dane()).base();
  }

  private MailRoute.Hosts route(String domain) {
    return (MailRoute.Hosts) find(domain);
  }

  private MailRoute find(String domain) {
    return TestRoutes.finder(fixture).find(domain);
  }
}
