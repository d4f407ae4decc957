package dev.yubin.resolver.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.dns.DnssecState;
import dev.yubin.dns.MailHost;
import dev.yubin.dns.MailRoute;
import dev.yubin.resolver.answer.TestResolver;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.Misbehaviour;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailRouteTest {
  private final ScriptedDnsServer dns =
      ScriptedDnsServer.serving(
          DnsZone.of(
              "example.test",
              """
              @      60 MX 20 mx2
              @      60 MX 10 mx1
              @      60 MX 20 mx3
              mx1    30 A 127.0.0.1
              mx1    45 AAAA 2001:db8::1
              mx2    A 127.0.0.2
              mx3    A 127.0.0.3
              sister MX 1 mx3
              sister MX 2 mx2
              sister MX 3 mx1
              plain  A 127.0.0.4
              plain  A 127.0.0.5
              text   TXT "no mail here"
              null   MX 0 .
              both   MX 0 .
              both   MX 10 mx1
              alias  CNAME plain
              loop1  CNAME loop2
              loop2  CNAME loop1
              toloop MX 10 loop1
              viacname MX 10 alias
              dead   MX 10 nowhere
              dead   MX 20 text
              half   MX 10 nowhere
              half   MX 20 mx1
              slow   MX 10 mute
              slow   MX 20 mx1
              mute   A 127.0.0.6
              allslow MX 10 mute
              xn--bcher-kva MX 10 mx1
              strict 3600 MX 10 long
              long   3600 A 127.0.0.7
              long   3600 AAAA 2001:db8::7
              _mta-sts.strict 3600 TXT "v=STSv1; id=1"
              mta-sts.strict 3600 A 127.0.0.1
              """));
  private final TestResolver fixture = TestResolver.over(dns);

  @AfterEach
  void close() {
    fixture.close();
    dns.close();
  }

  // RFC 5321 §5.1
  @Test
  void ordersHostsByPreference() {
    MailRoute.Hosts hosts = hosts("example.test");

    assertThat(hosts.hosts()).extracting(MailHost::preference).containsExactly(10, 20, 20);
    assertThat(hosts.hosts().getFirst())
        .isEqualTo(
            new MailHost("mx1.example.test", 10, List.of("2001:db8:0:0:0:0:0:1", "127.0.0.1")));
    assertThat(hosts.implicit()).isFalse();
    assertThat(hosts.dnssec()).isEqualTo(DnssecState.INDETERMINATE);
  }

  // RFC 5321 §5.1
  @Test
  void shufflesEqualPreferences() {
    Set<String> second = new HashSet<>();
    for (int i = 0; i < 200 && second.size() < 2; i++) {
      second.add(hosts("example.test").hosts().get(1).name());
    }

    assertThat(second).containsExactlyInAnyOrder("mx2.example.test", "mx3.example.test");
  }

  @Test
  void givesTheSmallestTtl() {
    assertThat(hosts("example.test").ttl())
        .isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30));
  }

  // RFC 8461 §3.3
  @Test
  void isNotToBeKeptLongWhileThePolicyOfTheDomainIsMissing() {
    assertThat(hosts("strict.example.test").ttl()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void givesDomainsOfTheSameHostsTheSameSite() {
    assertThat(hosts("example.test").site())
        .isEqualTo("mx1.example.test,mx2.example.test,mx3.example.test")
        .isEqualTo(hosts("sister.example.test").site());
  }

  // RFC 5321 §5.1
  @Test
  void takesTheDomainItselfWhereThereIsNoMx() {
    MailRoute.Hosts hosts = hosts("plain.example.test");

    assertThat(hosts.implicit()).isTrue();
    assertThat(hosts.hosts()).hasSize(1);
    assertThat(hosts.hosts().getFirst().name()).isEqualTo("plain.example.test");
    assertThat(hosts.hosts().getFirst().addresses())
        .containsExactlyInAnyOrder("127.0.0.4", "127.0.0.5");
  }

  // RFC 5321 §5.1
  @Test
  void takesTheTargetOfACnameAsTheDomain() {
    assertThat(hosts("alias.example.test").hosts().getFirst().name())
        .isEqualTo("plain.example.test");
  }

  // RFC 7505 §3
  @Test
  void knowsDomainsThatTakeNoMail() {
    assertThat(route("null.example.test")).isEqualTo(new MailRoute.NullMx());
  }

  // RFC 7505 §3
  @Test
  void passesOverTheRootAmongOtherExchanges() {
    assertThat(hosts("both.example.test").hosts())
        .extracting(MailHost::name)
        .containsExactly("mx1.example.test");
  }

  @Test
  void tellsAbsentDomainsFromDomainsWithoutMail() {
    assertThat(route("absent.example.test")).isEqualTo(new MailRoute.NoSuchDomain());
    assertThat(route("text.example.test")).isEqualTo(new MailRoute.NoMailHost());
    assertThat(route("dead.example.test")).isEqualTo(new MailRoute.NoMailHost());
  }

  @Test
  void leavesOutHostsThatDoNotExist() {
    assertThat(hosts("half.example.test").hosts())
        .extracting(MailHost::name)
        .containsExactly("mx1.example.test");
  }

  @Test
  void keepsHostsWhoseAddressesMayComeLater() {
    dns.misbehave("mute.example.test", Misbehaviour.SERVFAIL);

    assertThat(hosts("slow.example.test").hosts())
        .containsExactly(
            new MailHost("mute.example.test", 10, List.of()),
            new MailHost(
                "mx1.example.test", 20, hosts("half.example.test").hosts().getFirst().addresses()));
    assertThat(route("allslow.example.test")).isInstanceOf(MailRoute.TemporaryFailure.class);
  }

  @Test
  void followsAnExchangeThatIsAnAlias() {
    MailHost host = hosts("viacname.example.test").hosts().getFirst();

    assertThat(host.name()).isEqualTo("alias.example.test");
    assertThat(host.addresses()).containsExactlyInAnyOrder("127.0.0.4", "127.0.0.5");
  }

  @Test
  void endsInFailureWhereAliasesGoInACircle() {
    assertThat(route("loop1.example.test")).isInstanceOf(MailRoute.TemporaryFailure.class);
    assertThat(route("toloop.example.test")).isInstanceOf(MailRoute.TemporaryFailure.class);
  }

  // RFC 5321 §5.1: never the address records of a domain whose MX could not be asked for.
  @Test
  void doesNotFallBackWhenMxFails() {
    dns.misbehave("plain.example.test", Misbehaviour.SERVFAIL);

    assertThat(route("plain.example.test"))
        .isInstanceOfSatisfying(
            MailRoute.TemporaryFailure.class,
            failure -> assertThat(failure.reason()).contains("SERVFAIL"));
  }

  @Test
  void failsTemporarilyWhenNobodyAnswers() {
    dns.misbehave(Misbehaviour.SILENCE);

    assertThat(route("example.test")).isInstanceOf(MailRoute.TemporaryFailure.class);
  }

  @Test
  void takesUnicodeDomains() {
    assertThat(hosts("bücher.example.test")).isEqualTo(hosts("XN--BCHER-KVA.example.test"));
  }

  // RFC 5321 §4.1.3
  @Test
  void takesAddressLiterals() {
    assertThat(hosts("[127.0.0.1]").hosts())
        .containsExactly(new MailHost("[127.0.0.1]", 0, List.of("127.0.0.1")));
    assertThat(hosts("[IPv6:::1]").hosts().getFirst().addresses())
        .containsExactly("0:0:0:0:0:0:0:1");
    assertThat(route("[127.0.0.256]")).isEqualTo(new MailRoute.NoSuchDomain());
    assertThat(route("[localhost]")).isEqualTo(new MailRoute.NoSuchDomain());
  }

  @Test
  void findsNothingAtNamesThatNoDomainHas() {
    for (String name :
        List.of(
            "",
            ".",
            "..",
            "a..b",
            "-",
            "a b",
            "a@b",
            "%",
            "x".repeat(64) + ".test",
            "x.".repeat(128),
            "x".repeat(100_000),
            "\0",
            "[",
            "[]")) {
      assertThat(route(name)).as(name).isEqualTo(new MailRoute.NoSuchDomain());
    }
  }

  @Test
  void neverAsksForSpecialNames() {
    assertThat(route("nothing.invalid")).isEqualTo(new MailRoute.NoSuchDomain());
    assertThat(hosts("localhost").hosts().getFirst().addresses())
        .containsExactly("0:0:0:0:0:0:0:1", "127.0.0.1");
    assertThat(dns.questions()).isEmpty();
  }

  private MailRoute.Hosts hosts(String domain) {
    MailRoute route = route(domain);
    assertThat(route).isInstanceOf(MailRoute.Hosts.class);
    return (MailRoute.Hosts) route;
  }

  private MailRoute route(String domain) {
    return TestRoutes.finder(fixture).find(domain);
  }
}
