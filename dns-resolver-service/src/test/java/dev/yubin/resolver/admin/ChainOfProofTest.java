package dev.yubin.resolver.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.resolver.answer.DnssecMode;
import dev.yubin.resolver.answer.TestResolver;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

class ChainOfProofTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final String HOSTS = "@ MX 10 mx\nmx A 127.0.0.1\nmx.sub A 127.0.0.2\n";

  private final DnsZone secure = DnsZone.signed("secure", HOSTS, DAY);
  private final DnsZone expired = DnsZone.signed("expired", HOSTS, DAY.negated());
  private final DnsZone root =
      DnsZone.signed(
          ".",
          "secure NS ns.secure\nexpired NS ns.expired\ninsecure NS ns.insecure\n"
              + secure.ds()
              + expired.ds(),
          DAY);
  private final ScriptedDnsServer dns =
      ScriptedDnsServer.serving(root, secure, expired, DnsZone.of("insecure", HOSTS));
  private final TestResolver fixture = TestResolver.validating(DnssecMode.VALIDATE, root.ds(), dns);

  @AfterEach
  void close() {
    fixture.close();
    dns.close();
  }

  // RFC 4035 §5
  @Test
  void leadsFromTheRootToTheRecord() {
    List<ChainOfProof.Step> steps = explain("mx.sub.secure.", Type.A);

    assertThat(steps)
        .extracting(step -> step.state() + " " + step.name() + " " + step.type())
        .containsExactly(
            "secure . DNSKEY",
            "secure secure. DS",
            "secure secure. DNSKEY",
            "secure mx.sub.secure. A");
    assertThat(steps.getFirst().detail()).matches("key \\d+ algorithm \\d+.*");
    assertThat(steps.getLast().detail()).isEqualTo("127.0.0.2");
  }

  @Test
  void showsWhereProofEndsWithoutFault() {
    assertThat(explain("insecure.", Type.MX))
        .extracting(step -> step.state() + " " + step.name() + " " + step.type())
        .startsWith("secure . DNSKEY", "secure insecure. DS")
        .endsWith("insecure insecure. MX");
  }

  @Test
  void endsWhereItBreaks() {
    List<ChainOfProof.Step> steps = explain("mx.expired.", Type.A);

    assertThat(steps)
        .extracting(step -> step.state() + " " + step.name() + " " + step.type())
        .containsExactly("secure . DNSKEY", "secure expired. DS", "bogus expired. DNSKEY");
    assertThat(steps.getLast().detail()).isNotEmpty();
  }

  private List<ChainOfProof.Step> explain(String name, int type) {
    return new ChainOfProof(fixture.resolver).explain(Name.fromConstantString(name), type);
  }
}
