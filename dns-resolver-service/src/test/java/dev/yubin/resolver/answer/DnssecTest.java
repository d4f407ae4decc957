package dev.yubin.resolver.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.dns.DnssecState;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.Misbehaviour;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

class DnssecTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final String HOSTS =
      """
      @     MX 10 mx
      mx    A 127.0.0.1
      alias CNAME mx
      away  CNAME mx.insecure.
      """;

  private final DnsZone secure = DnsZone.signed("secure", HOSTS, DAY);
  private final DnsZone expired = DnsZone.signed("expired", HOSTS, DAY.negated());
  private final DnsZone forged = DnsZone.signed("forged", HOSTS, DAY);
  private final DnsZone root =
      DnsZone.signed(
          ".",
          """
          secure   NS ns.secure
          expired  NS ns.expired
          forged   NS ns.forged
          stripped NS ns.stripped
          insecure NS ns.insecure
          """
              + secure.ds()
              + expired.ds()
              + DnsZone.signed("forged", HOSTS, DAY).ds()
              + DnsZone.signed("stripped", HOSTS, DAY).ds(),
          DAY);
  private final ScriptedDnsServer dns =
      ScriptedDnsServer.serving(
          root,
          secure,
          expired,
          forged,
          DnsZone.of("stripped", HOSTS),
          DnsZone.of("insecure", HOSTS));
  private final TestResolver validating =
      TestResolver.validating(DnssecMode.VALIDATE, root.ds(), dns);

  @AfterEach
  void close() {
    validating.close();
    dns.close();
  }

  @Test
  void callsSignedAnswersSecure() {
    assertThat(state("secure", Type.MX)).isEqualTo(DnssecState.SECURE);
    assertThat(state("alias.secure", Type.A)).isEqualTo(DnssecState.SECURE);
  }

  @Test
  void callsProvenAbsenceSecure() {
    assertThat(ask(validating, "absent.secure", Type.A)).isInstanceOf(Answer.NoSuchName.class);
    assertThat(state("absent.secure", Type.A)).isEqualTo(DnssecState.SECURE);
    assertThat(ask(validating, "mx.secure", Type.MX)).isInstanceOf(Answer.NoData.class);
    assertThat(state("mx.secure", Type.MX)).isEqualTo(DnssecState.SECURE);
  }

  @Test
  void callsAnswersBelowAnUnsignedDelegationInsecure() {
    assertThat(state("insecure", Type.MX)).isEqualTo(DnssecState.INSECURE);
    assertThat(state("away.secure", Type.A)).isEqualTo(DnssecState.INSECURE);
  }

  @Test
  void handsOutNothingThatIsBogus() {
    assertThat(ask(validating, "expired", Type.MX)).isInstanceOf(Answer.Bogus.class);
    assertThat(ask(validating, "forged", Type.MX)).isInstanceOf(Answer.Bogus.class);
    assertThat(ask(validating, "stripped", Type.MX)).isInstanceOf(Answer.Bogus.class);
  }

  @Test
  void callsAFailureOfTheUpstreamNotBogus() {
    dns.misbehave("mx.secure", Misbehaviour.SERVFAIL);

    assertThat(ask(validating, "mx.secure", Type.A)).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void handsOutBogusAnswersToThoseWhoCheckThemselves() {
    Question question = new Question(name("forged"), Type.MX, true);

    assertThat(validating.resolver.answer(question)).isInstanceOf(Answer.Found.class);
  }

  @Test
  void usesBogusAnswersWithoutTrustWherePermitted() {
    try (TestResolver permissive = TestResolver.validating(DnssecMode.PERMISSIVE, root.ds(), dns)) {
      assertThat(content(ask(permissive, "forged", Type.MX)).dnssec())
          .isEqualTo(DnssecState.INDETERMINATE);
      assertThat(content(ask(permissive, "secure", Type.MX)).dnssec())
          .isEqualTo(DnssecState.SECURE);
    }
  }

  @Test
  void trustsNothingWhereTheRootIsNotToBeHad() {
    try (ScriptedDnsServer forwarder =
            ScriptedDnsServer.serving(DnsZone.of("example.test", HOSTS));
        TestResolver resolver =
            TestResolver.validating(DnssecMode.VALIDATE, root.ds(), forwarder)) {
      assertThat(content(ask(resolver, "example.test", Type.MX)).dnssec())
          .isEqualTo(DnssecState.INDETERMINATE);
    }
  }

  @Test
  void trustsNoRootButItsOwn() {
    try (TestResolver resolver =
        TestResolver.validating(DnssecMode.VALIDATE, DnsZone.signed(".", "", DAY).ds(), dns)) {
      assertThat(ask(resolver, "secure", Type.MX)).isInstanceOf(Answer.Bogus.class);
      assertThat(ask(resolver, "insecure", Type.MX)).isInstanceOf(Answer.Bogus.class);
    }
  }

  // RFC 5011 §4
  @Test
  void beginsAnewWithOtherKeysOfTheRoot() {
    try (TestResolver resolver =
        TestResolver.validating(DnssecMode.VALIDATE, DnsZone.signed(".", "", DAY).ds(), dns)) {
      assertThat(ask(resolver, "secure", Type.MX)).isInstanceOf(Answer.Bogus.class);
      resolver.trust(root.ds());

      assertThat(content(ask(resolver, "alias.secure", Type.A)).dnssec())
          .isEqualTo(DnssecState.SECURE);
    }
  }

  private DnssecState state(String name, int type) {
    return content(ask(validating, name, type)).dnssec();
  }

  private static Content content(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Conclusive.class);
    return ((Answer.Conclusive) answer).content();
  }

  private static Answer ask(TestResolver resolver, String name, int type) {
    return resolver.resolver.answer(Question.of(name(name), type));
  }

  private static Name name(String text) {
    return Name.fromConstantString(text + ".");
  }
}
