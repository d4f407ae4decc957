package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.delivery.client.TlsFailure;
import dev.yubin.delivery.client.TlsPolicy;
import dev.yubin.delivery.client.TlsPolicy.Demand;
import dev.yubin.delivery.client.TlsPolicy.Proof;
import dev.yubin.delivery.client.TlsPolicy.Source;
import dev.yubin.delivery.outbound.OutboundProperties.TlsRule;
import dev.yubin.dns.MailHost;
import dev.yubin.dns.TlsWishes.Mode;
import dev.yubin.dns.TlsWishes.MtaSts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TlsPoliciesTest {
  private static final MailHost.Dane DANE = dane(3);

  @Test
  void encryptsAsWellAsItCanWhereNobodyWantsMore() {
    assertThat(policy(null, null)).isEqualTo(TlsPolicy.OPPORTUNISTIC);
  }

  @Test
  void heedsTlsaRecordsRatherThanMtaSts() {
    // RFC 8461 §2
    assertThat(policy(DANE, sts(Mode.ENFORCE, "mx.other.test")))
        .isEqualTo(
            new TlsPolicy(
                Source.DANE, Demand.MUST, new Proof.Dane(DANE, Set.of("mx.elsewhere.test"))));
  }

  @Test
  void encryptsWithoutProofWhereNoAssociationIsUsable() {
    // RFC 7672 §2.2, §3.1.3
    assertThat(policy(dane(1), null))
        .isEqualTo(new TlsPolicy(Source.DANE, Demand.MUST, new Proof.Nothing()));
  }

  @Test
  void takesTheDomainsNameUnderAnAuthorityOfTheDns() {
    // RFC 7672 §3.2.2
    assertThat(policy(dane(2), null).proof())
        .isEqualTo(new Proof.Dane(dane(2), Set.of("mx.elsewhere.test", "elsewhere.test")));
  }

  @Test
  void enforcesAPolicyOfMtaSts() {
    assertThat(policy(null, sts(Mode.ENFORCE, "*.elsewhere.test")))
        .isEqualTo(new TlsPolicy(Source.MTA_STS, Demand.MUST, new Proof.Pkix("mx.elsewhere.test")));
  }

  @Test
  void letsMailGoWhileAPolicyIsTested() {
    assertThat(policy(null, sts(Mode.TESTING, "mx.other.test")))
        .isEqualTo(
            new TlsPolicy(
                Source.MTA_STS, Demand.MAY, new Proof.Impossible(TlsFailure.STS_POLICY_INVALID)));
  }

  @Test
  void knowsTheHostsThatAPolicyNames() {
    // RFC 8461 §4.1
    MtaSts sts = sts(Mode.ENFORCE, "mx.a.test", "*.B.test");
    assertThat(TlsPolicies.names(sts, "mx.a.test")).isTrue();
    assertThat(TlsPolicies.names(sts, "mx.b.test")).isTrue();
    assertThat(TlsPolicies.names(sts, "one.mx.b.test")).isFalse();
    assertThat(TlsPolicies.names(sts, "b.test")).isFalse();
    assertThat(TlsPolicies.names(sts, "mx.a.test.evil.test")).isFalse();
  }

  @Test
  void putsThePostmastersRuleFirst() {
    assertThat(ruled(TlsRule.NONE, DANE).demand()).isEqualTo(Demand.NEVER);
    assertThat(ruled(TlsRule.MAY, DANE))
        .isEqualTo(new TlsPolicy(Source.LOCAL, Demand.MAY, new Proof.Nothing()));
    assertThat(ruled(TlsRule.ENCRYPT, null))
        .isEqualTo(new TlsPolicy(Source.LOCAL, Demand.MUST, new Proof.Nothing()));
    assertThat(ruled(TlsRule.VERIFY, null).proof()).isEqualTo(new Proof.Pkix("mx.elsewhere.test"));
    assertThat(ruled(TlsRule.DANE_ONLY, DANE).proof()).isInstanceOf(Proof.Dane.class);
    Proof none = new Proof.Impossible(TlsFailure.DANE_REQUIRED);
    assertThat(ruled(TlsRule.DANE_ONLY, null).proof()).isEqualTo(none);
    assertThat(ruled(TlsRule.DANE_ONLY, dane(0)).proof()).isEqualTo(none);
  }

  private static TlsPolicy ruled(TlsRule rule, MailHost.@Nullable Dane dane) {
    return new TlsPolicies(Map.of("elsewhere.test", rule))
        .of("Elsewhere.TEST", host(dane), sts(Mode.ENFORCE, "mx.other.test"));
  }

  private static TlsPolicy policy(MailHost.@Nullable Dane dane, @Nullable MtaSts sts) {
    return new TlsPolicies(Map.of()).of("elsewhere.test", host(dane), sts);
  }

  private static MailHost host(MailHost.@Nullable Dane dane) {
    return new MailHost("mx.elsewhere.test", 10, List.of("127.0.0.1"), dane);
  }

  private static MailHost.Dane dane(int usage) {
    return new MailHost.Dane(
        "mx.elsewhere.test", List.of(new MailHost.Tlsa(usage, 1, 1, "ab".repeat(32))));
  }

  private static MtaSts sts(Mode mode, String... mx) {
    return new MtaSts("1", mode, List.of(mx));
  }
}
