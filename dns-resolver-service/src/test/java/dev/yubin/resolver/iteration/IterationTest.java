package dev.yubin.resolver.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.dns.DnssecState;
import dev.yubin.resolver.answer.Answer;
import dev.yubin.resolver.answer.Content;
import dev.yubin.resolver.answer.DnssecMode;
import dev.yubin.resolver.answer.TestResolver;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.Misbehaviour;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Type;

/// A DNS of its own: the root at 127.0.53.1, `example.` at .2, zones below it at .3 and .4.
class IterationTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final String HOSTS =
      """
      @        MX 10 mx
      mx       A 127.0.0.1
      a.b.c.d  A 127.0.0.2
      b.c.d    TXT b
      c.d      TXT c
      d        TXT d
      a.denied A 127.0.0.3
      alias    CNAME mx
      away     CNAME mx.plain.example.
      nowhere  CNAME absent.plain.example.
      loop     CNAME loop2
      loop2    CNAME loop
      """;

  private final DnsZone shop = DnsZone.signed("shop.example", HOSTS, DAY);
  private final DnsZone forged =
      DnsZone.signed("forged.example", HOSTS, DAY).tamperedWith("mx A 127.6.6.6");
  private final DnsZone tld =
      DnsZone.signed(
          "example",
          """
          ns       A 127.0.53.2
          shop     NS ns.shop
          ns.shop  A 127.0.53.3
          forged   NS ns.shop
          plain    NS ns.plain
          plain    NS ns2.plain
          ns.plain A 127.0.53.4
          ns2.plain A 127.0.53.5
          far      NS ns.shop
          glueless NS mx2.plain
          lost     NS ns.lost
          circle1  NS ns.circle2
          circle2  NS ns.circle1
          outside  NS mx.plain.elsewhere.
          unable   NS nobody.shop
          """
              + shop.ds()
              + forged.ds(),
          DAY);
  private final DnsZone root =
      DnsZone.signed(
          ".",
          """
          ns         A 127.0.53.1
          example    NS ns.example
          ns.example A 127.0.53.2
          elsewhere  NS ns.example
          """
              + tld.ds(),
          DAY);
  private final ScriptedDnsServer rootServer = free(root);
  private final int port = rootServer.port();
  private final ScriptedDnsServer tldServer =
      ScriptedDnsServer.at(
          "127.0.53.2",
          port,
          tld,
          DnsZone.of("elsewhere", "mx.plain A 127.0.53.4\nplain.example A 127.6.6.6\n"));
  private final ScriptedDnsServer shopServer =
      ScriptedDnsServer.at("127.0.53.3", port, shop, forged, DnsZone.of("far.example", HOSTS));
  private final ScriptedDnsServer plainServer =
      ScriptedDnsServer.at(
          "127.0.53.4",
          port,
          DnsZone.of("plain.example", HOSTS + "mx2 A 127.0.53.4\n"),
          DnsZone.of("glueless.example", HOSTS),
          DnsZone.of("outside.example", HOSTS));
  private final List<TestResolver> resolvers = new ArrayList<>();
  private final TestResolver resolver = iterating(DnssecMode.VALIDATE);

  /// A port that is free on all the addresses.
  private static ScriptedDnsServer free(DnsZone root) {
    ScriptedDnsServer any = ScriptedDnsServer.serving();
    int port = any.port();
    any.close();
    return ScriptedDnsServer.at("127.0.53.1", port, root);
  }

  private TestResolver iterating(DnssecMode mode) {
    TestResolver made = TestResolver.iterating(mode, root.ds(), List.of("127.0.53.1"), port);
    resolvers.add(made);
    return made;
  }

  @AfterEach
  void close() {
    resolvers.forEach(TestResolver::close);
    Stream.of(rootServer, tldServer, shopServer, plainServer).forEach(ScriptedDnsServer::close);
  }

  @Test
  void findsAnswersFromTheRootOnAndProvesThem() {
    assertThat(found("mx.shop.example").dnssec()).isEqualTo(DnssecState.SECURE);
    assertThat(found("alias.shop.example").dnssec()).isEqualTo(DnssecState.SECURE);
    assertThat(found("mx.plain.example").dnssec()).isEqualTo(DnssecState.INSECURE);
    assertThat(resolver.ask("absent.shop.example", Type.A)).isInstanceOf(Answer.NoSuchName.class);
    assertThat(resolver.ask("mx.shop.example", Type.MX)).isInstanceOf(Answer.NoData.class);
    assertThat(resolver.ask("mx.forged.example", Type.A)).isInstanceOf(Answer.Bogus.class);
  }

  // RFC 9156 §2
  @Test
  void showsEachZoneNoMoreOfTheNameThanItNeeds() {
    iterating(DnssecMode.OFF).ask("a.b.c.d.shop.example", Type.MX);

    assertThat(rootServer.questions()).containsExactly("udp NS .", "udp A example.");
    assertThat(tldServer.questions()).containsExactly("udp A shop.example.");
    assertThat(shopServer.questions())
        .containsExactly(
            "udp A d.shop.example.",
            "udp A c.d.shop.example.",
            "udp A b.c.d.shop.example.",
            "udp MX a.b.c.d.shop.example.");
  }

  // RFC 9156 §2.3
  @Test
  void asksForTheWholeNameWhereAServerDeniesWhatHasNamesBelow() {
    assertThat(address("a.denied.plain.example")).isEqualTo("127.0.0.3");
  }

  @Test
  void remembersWhoHasAZone() {
    TestResolver plain = iterating(DnssecMode.OFF);
    plain.ask("mx.shop.example", Type.A);
    plain.ask("alias.shop.example", Type.A);

    assertThat(rootServer.questions()).containsExactly("udp NS .", "udp A example.");
    assertThat(tldServer.questions()).hasSize(1);
  }

  @Test
  void followsAnAliasIntoAnotherZone() {
    assertThat(address("away.shop.example")).isEqualTo("127.0.0.1");
    assertThat(resolver.ask("nowhere.shop.example", Type.A)).isInstanceOf(Answer.NoSuchName.class);
    assertThat(resolver.ask("loop.plain.example", Type.A)).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void looksUpTheAddressesOfNameServersThatComeWithoutGlue() {
    assertThat(address("mx.glueless.example")).isEqualTo("127.0.0.1");
    assertThat(address("mx.outside.example")).isEqualTo("127.0.0.1");
  }

  @Test
  void passesLameServersOver() {
    try (ScriptedDnsServer lame = ScriptedDnsServer.at("127.0.53.5", port)) {
      for (String name : List.of("mx", "alias", "away", "a.b.c.d")) {
        assertThat(found(name + ".plain.example").answers()).isNotEmpty();
      }
      lame.misbehave(Misbehaviour.SERVFAIL);
      assertThat(address("mx2.plain.example")).isEqualTo("127.0.53.4");
    }
  }

  @Test
  void goesRoundInNoCircles() {
    int before = tldServer.questions().size();

    assertThat(resolver.ask("mx.circle1.example", Type.A)).isInstanceOf(Answer.Failed.class);
    assertThat(resolver.ask("mx.lost.example", Type.A)).isInstanceOf(Answer.Failed.class);
    assertThat(resolver.ask("mx.unable.example", Type.A)).isInstanceOf(Answer.Failed.class);
    assertThat(tldServer.questions().size() - before).isLessThan(64);
  }

  // RFC 5452 §6
  @Test
  void takesNothingFromAZoneThatHasNoSayInIt() {
    shopServer.misbehave("mx.shop.example", Misbehaviour.UNASKED_RECORDS);
    TestResolver plain = iterating(DnssecMode.OFF);

    assertThat(plain.ask("mx.shop.example", Type.A)).isInstanceOf(Answer.Found.class);
    assertThat(plain.ask("victim.test", Type.A)).isNotInstanceOf(Answer.Found.class);
  }

  @Test
  void asksTheParentAgainWhenAllServersOfAZoneFail() {
    TestResolver plain = iterating(DnssecMode.OFF);
    plain.ask("mx.far.example", Type.A);
    shopServer.misbehave(Misbehaviour.REFUSED);
    assertThat(plain.ask("alias.far.example", Type.A)).isInstanceOf(Answer.Failed.class);
    tldServer.put(DnsZone.of("example", "far NS ns.far\nns.far A 127.0.53.4\n"));
    plainServer.put(DnsZone.of("far.example", "alias A 127.0.0.7\n"));
    plain.pass(Duration.ofSeconds(2));

    assertThat(plain.ask("alias.far.example", Type.A)).isInstanceOf(Answer.Found.class);
  }

  private String address(String name) {
    return found(name)
        .records(ARecord.class)
        .findFirst()
        .orElseThrow()
        .getAddress()
        .getHostAddress();
  }

  private Content found(String name) {
    Answer answer = resolver.ask(name, Type.A);
    assertThat(answer).isInstanceOf(Answer.Found.class);
    return ((Answer.Found) answer).content();
  }
}
