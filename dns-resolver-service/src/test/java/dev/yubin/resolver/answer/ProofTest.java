package dev.yubin.resolver.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.dns.DnssecState;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.Misbehaviour;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// The cases of RFC 4035 and RFC 5155 that a validator meets seldom and must not get wrong.
class ProofTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final String DIGEST = "00112233445566778899AABBCCDDEEFF".repeat(2);
  private static final String HOSTS =
      """
      @      MX 10 mx
      mx     A 127.0.0.1
      other  A 127.0.0.2
      """;

  private final DnsZone secure = DnsZone.signed("secure", HOSTS, DAY);
  private final DnsZone brief = DnsZone.signed("brief", HOSTS, Duration.ofSeconds(100));
  private final DnsZone rolling = DnsZone.signed("rolling", HOSTS, DAY);
  private final DnsZone tampered = DnsZone.signed("tampered", HOSTS, DAY);
  private final DnsZone optOut = DnsZone.optedOut("optout", HOSTS + "plain NS ns.plain\n", DAY);
  private final DnsZone root =
      DnsZone.signed(
          ".",
          """
          secure   NS ns.secure
          brief    NS ns.brief
          rolling  NS ns.rolling
          tampered NS ns.tampered
          optout   NS ns.optout
          insecure NS ns.insecure
          algorithm NS ns.algorithm
          algorithm DS 12345 250 2 %1$s
          digest NS ns.digest
          digest DS 12345 13 250 %1$s
          rolling DS 54321 8 2 %1$s
          rolling DS 54322 13 2 %1$s
          """
                  .formatted(DIGEST)
              + secure.ds()
              + brief.ds()
              + rolling.ds()
              + tampered.ds()
              + optOut.ds(),
          DAY);
  private final ScriptedDnsServer dns =
      ScriptedDnsServer.serving(
          root,
          secure,
          brief,
          rolling,
          tampered.tamperedWith("mx A 127.6.6.6"),
          optOut,
          DnsZone.of("plain.optout", HOSTS),
          DnsZone.of("insecure", HOSTS),
          DnsZone.of("algorithm", HOSTS),
          DnsZone.signed("digest", HOSTS, DAY));
  private final TestResolver resolver =
      TestResolver.validating(DnssecMode.VALIDATE, root.ds(), dns);

  @AfterEach
  void close() {
    resolver.close();
    dns.close();
  }

  @Test
  void callsASetBogusThatItsSignatureDoesNotCover() {
    assertThat(ask("mx.tampered", Type.A)).isInstanceOf(Answer.Bogus.class);
    assertThat(state("other.tampered", Type.A)).isEqualTo(DnssecState.SECURE);
  }

  // RFC 4035 §5.4
  @Test
  void callsAbsenceBogusThatIsNotProven() {
    dns.misbehave(Misbehaviour.UNPROVEN);

    assertThat(ask("absent.secure", Type.A)).isInstanceOf(Answer.Bogus.class);
    assertThat(ask("mx.secure", Type.MX)).isInstanceOf(Answer.Bogus.class);
  }

  // RFC 5155 §6, §9.2
  @Test
  void callsADelegationInsecureThatNsec3LeavesOut() {
    assertThat(state("mx.plain.optout", Type.A)).isEqualTo(DnssecState.INSECURE);
    assertThat(state("mx.optout", Type.A)).isEqualTo(DnssecState.SECURE);
    assertThat(state("mx.optout", Type.MX)).isEqualTo(DnssecState.SECURE);
    assertThat(ask("absent.optout", Type.A)).isInstanceOf(Answer.NoSuchName.class);
    assertThat(state("absent.optout", Type.A)).isEqualTo(DnssecState.INSECURE);
  }

  // RFC 6840 §5.11
  @Test
  void callsAZoneSecureAmidARollOverOfItsAlgorithm() {
    assertThat(state("mx.rolling", Type.A)).isEqualTo(DnssecState.SECURE);
  }

  // RFC 4035 §5.2
  @Test
  void callsAZoneInsecureOfAlgorithmsThatItDoesNotKnow() {
    assertThat(state("mx.algorithm", Type.A)).isEqualTo(DnssecState.INSECURE);
    assertThat(state("mx.digest", Type.A)).isEqualTo(DnssecState.INSECURE);
  }

  // RFC 4035 §5.3.3
  @Test
  void keepsSecureAnswersForNoLongerThanTheirSignaturesHold() {
    Content content = content(ask("mx.brief", Type.A));

    assertThat(content.dnssec()).isEqualTo(DnssecState.SECURE);
    assertThat(content.ttl()).isLessThanOrEqualTo(Duration.ofSeconds(100));
    assertThat(content.answers()).extracting(Record::getTTL).allMatch(ttl -> ttl <= 100);
  }

  @Test
  void servesNoSecureAnswerBeyondItsSignatures() {
    ask("mx.brief", Type.A);
    resolver.pass(Duration.ofSeconds(101));
    dns.misbehave(Misbehaviour.SERVFAIL);

    assertThat(ask("mx.brief", Type.A)).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void servesNoOldAnswerInPlaceOfABogusOne() {
    ask("other.secure", Type.A);
    resolver.pass(Duration.ofSeconds(301));
    dns.put(DnsZone.signed("secure", HOSTS, DAY).tamperedWith("other A 127.6.6.6"));

    assertThat(ask("other.secure", Type.A)).isInstanceOf(Answer.Bogus.class);
    dns.misbehave(Misbehaviour.SERVFAIL);
    resolver.pass(Duration.ofSeconds(2));
    assertThat(ask("other.secure", Type.A)).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void asksForTheKeysOfAZoneOnce() {
    List.of("mx.secure", "other.secure", "mx.insecure", "other.insecure")
        .forEach(name -> ask(name, Type.A));

    assertThat(dns.questions().stream().filter(q -> q.matches("udp (DS|DNSKEY) [a-z].+")))
        .doesNotHaveDuplicates();
  }

  private DnssecState state(String name, int type) {
    return content(ask(name, type)).dnssec();
  }

  private static Content content(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Conclusive.class);
    return ((Answer.Conclusive) answer).content();
  }

  private Answer ask(String name, int type) {
    return resolver.resolver.answer(Question.of(Name.fromConstantString(name + "."), type));
  }
}
