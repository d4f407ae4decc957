package dev.yubin.resolver.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.yubin.dns.DnssecState;
import dev.yubin.resolver.answer.Answer;
import dev.yubin.resolver.answer.DnssecMode;
import dev.yubin.resolver.answer.TestResolver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Type;

/// DNSSEC against zones of others' making. Only where NSD and the tools of LDNS are installed.
class RealZonesTest {
  private static final String ECDSA = "ECDSAP256SHA256";
  private static final String RSA = "RSASHA256";
  private static final String HOSTS =
      """
      @      IN MX 10 mx
      mx     IN A 127.0.0.1
      *.wild IN A 127.0.0.2
      alias  IN CNAME mx
      away   IN CNAME mx.plain.
      """;
  private static final List<String> NSEC3 = List.of("-n", "-t", "0");

  private static Nsd nsd;
  private static TestResolver resolver;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    assumeTrue(Nsd.isThere(), "NSD and LDNS are installed");
    nsd = new Nsd(directory);
    StringBuilder root = new StringBuilder("plain IN NS ns.plain.\nns.plain IN A 127.0.0.1\n");
    delegate(root, "secure", List.of(), Map.of(), ECDSA);
    delegate(root, "hashed", NSEC3, Map.of(), ECDSA);
    delegate(root, "bogus", List.of(), Map.of("A\t127.0.0.1", "A\t127.6.6.6"), ECDSA);
    delegate(root, "expired", List.of("-i", "20200101", "-e", "20200201"), Map.of(), ECDSA);
    delegate(root, "early", List.of("-i", "20900101", "-e", "20900201"), Map.of(), ECDSA);
    delegate(root, "optout", List.of("-n", "-t", "0", "-p"), Map.of(), ECDSA);
    delegate(root, "modern", List.of(), Map.of(), "ED25519");
    rollOver(root, "begun", true, false);
    rollOver(root, "midway", true, true);
    rollOver(root, "ended", false, true);
    nsd.zone("plain", HOSTS);
    nsd.zone("child.optout", HOSTS);
    nsd.zone("child.secure", HOSTS);
    String key = nsd.key(".", ECDSA);
    nsd.signed(".", root.toString(), List.of(key), List.of(), Map.of());
    nsd.start();
    resolver =
        TestResolver.iterating(DnssecMode.VALIDATE, nsd.ds(key), List.of("127.0.0.1"), nsd.port());
  }

  private static void delegate(
      StringBuilder root,
      String zone,
      List<String> options,
      Map<String, String> changes,
      String algorithm)
      throws Exception {
    String key = nsd.key(zone, algorithm);
    String child = "child IN NS ns.child\nns.child IN A 127.0.0.1\n";
    nsd.signed(zone, HOSTS + child, List.of(key), options, changes);
    root.append("%1$s IN NS ns.%1$s.\nns.%1$s IN A 127.0.0.1\n".formatted(zone));
    root.append(nsd.ds(key));
  }

  /// From RSA to ECDSA (RFC 6781 §4.1.4): both sign while the DS set goes from one to the other.
  private static void rollOver(StringBuilder root, String zone, boolean oldDs, boolean newDs)
      throws Exception {
    String old = nsd.key(zone, RSA);
    String next = nsd.key(zone, ECDSA);
    nsd.signed(zone, HOSTS, List.of(old, next), List.of("-A", "-U"), Map.of());
    root.append("%1$s IN NS ns.%1$s.\nns.%1$s IN A 127.0.0.1\n".formatted(zone));
    root.append(oldDs ? nsd.ds(old) : "").append(newDs ? nsd.ds(next) : "");
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (resolver != null) {
      resolver.close();
    }
    if (nsd != null) {
      nsd.close();
    }
  }

  @Test
  void callsSignedAnswersAndProvenAbsenceSecure() {
    for (String zone : List.of("secure", "hashed", "modern")) {
      assertThat(state("mx." + zone, Type.A)).isEqualTo(DnssecState.SECURE);
      assertThat(state("alias." + zone, Type.A)).isEqualTo(DnssecState.SECURE);
      assertThat(state("any.wild." + zone, Type.A)).isEqualTo(DnssecState.SECURE);
      assertThat(state("mx." + zone, Type.MX)).isEqualTo(DnssecState.SECURE);
      assertThat(resolver.ask("absent." + zone, Type.A)).isInstanceOf(Answer.NoSuchName.class);
      assertThat(state("absent." + zone, Type.A)).isEqualTo(DnssecState.SECURE);
    }
  }

  @Test
  void callsWhatWasChangedBogus() {
    assertThat(resolver.ask("mx.bogus", Type.A)).isInstanceOf(Answer.Bogus.class);
    assertThat(resolver.ask("alias.bogus", Type.A)).isInstanceOf(Answer.Bogus.class);
    assertThat(state("bogus", Type.MX)).isEqualTo(DnssecState.SECURE);
  }

  @Test
  void callsSignaturesOfAnotherTimeBogus() {
    for (String zone : List.of("expired", "early")) {
      assertThat(resolver.ask("mx." + zone, Type.A))
          .isInstanceOfSatisfying(
              Answer.Bogus.class,
              bogus ->
                  assertThat(bogus.extendedError())
                      .isEqualTo(ExtendedErrorCodeOption.DNSSEC_BOGUS));
      assertThat(resolver.ask("absent." + zone, Type.A)).isInstanceOf(Answer.Bogus.class);
    }
  }

  @Test
  void callsAnswersBelowUnsignedDelegationsInsecure() {
    assertThat(state("mx.plain", Type.A)).isEqualTo(DnssecState.INSECURE);
    assertThat(state("mx.child.secure", Type.A)).isEqualTo(DnssecState.INSECURE);
    assertThat(state("away.secure", Type.A)).isEqualTo(DnssecState.INSECURE);
  }

  // RFC 5155 §6
  @Test
  void callsADelegationInsecureThatNsec3LeavesOut() {
    assertThat(state("mx.child.optout", Type.A)).isEqualTo(DnssecState.INSECURE);
    assertThat(state("mx.optout", Type.A)).isEqualTo(DnssecState.SECURE);
    assertThat(state("absent.optout", Type.A)).isEqualTo(DnssecState.INSECURE);
  }

  // RFC 6781 §4.1.4
  @Test
  void callsAZoneSecureInEveryStepOfARollOverOfItsAlgorithm() {
    for (String zone : List.of("begun", "midway", "ended")) {
      assertThat(state("mx." + zone, Type.A)).as(zone).isEqualTo(DnssecState.SECURE);
      assertThat(state("absent." + zone, Type.A)).as(zone).isEqualTo(DnssecState.SECURE);
    }
  }

  private static DnssecState state(String name, int type) {
    Answer answer = resolver.ask(name, type);
    assertThat(answer).isInstanceOf(Answer.Conclusive.class);
    return ((Answer.Conclusive) answer).content().dnssec();
  }
}
