package dev.yubin.resolver.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.RecordType;
import dev.yubin.resolver.answer.TestResolver;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.ScriptedDnsServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFinderTest {
  private final ScriptedDnsServer dns =
      ScriptedDnsServer.serving(
          DnsZone.of(
              "example.test",
              """
              @      60 MX 10 MX1
              @      TXT "v=spf1 include:" "other.test -all"
              @      TXT "caf\\233"
              mx1    A 192.0.2.1
              mx1    AAAA 2001:db8::1
              alias  CNAME mx1
              loop1  CNAME loop2
              loop2  CNAME loop1
              1.2    PTR Mail.Example.TEST.
              null   MX 0 .
              """));
  private final TestResolver fixture = TestResolver.over(dns);

  @AfterEach
  @AfterProperty
  void close() {
    fixture.close();
    dns.close();
  }

  @Test
  void findsAddresses() {
    assertThat(values(RecordType.A, "mx1.example.test")).containsExactly("192.0.2.1");
    assertThat(values(RecordType.AAAA, "mx1.example.test")).containsExactly("2001:db8:0:0:0:0:0:1");
  }

  @Test
  void followsAliases() {
    assertThat(values(RecordType.A, "ALIAS.example.test")).containsExactly("192.0.2.1");
  }

  @Test
  void givesNamesInLowerCaseWithoutTrailingDot() {
    assertThat(values(RecordType.MX, "example.test")).containsExactly("10 mx1.example.test");
    assertThat(values(RecordType.PTR, "1.2.example.test")).containsExactly("mail.example.test");
    assertThat(values(RecordType.MX, "null.example.test")).containsExactly("0 .");
  }

  // RFC 7208 §3.3
  @Test
  void joinsTheStringsOfOneTextRecord() {
    assertThat(values(RecordType.TXT, "example.test"))
        .containsExactlyInAnyOrder("v=spf1 include:other.test -all", "caf\u00e9");
  }

  @Test
  void tellsNoDataFromNoSuchDomain() {
    assertThat(find(RecordType.TXT, "mx1.example.test")).isInstanceOf(DnsAnswer.NoData.class);
    assertThat(find(RecordType.TXT, "no.example.test")).isInstanceOf(DnsAnswer.NoSuchDomain.class);
  }

  @Test
  void failsForAWhileWhereAliasesLoop() {
    assertThat(find(RecordType.A, "loop1.example.test"))
        .isInstanceOf(DnsAnswer.TemporaryFailure.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a..test", ".test", "b\u00fccher.test", "a\\9.test"})
  void takesWhatIsNoNameForNoSuchDomain(String name) {
    assertThat(find(RecordType.A, name)).isInstanceOf(DnsAnswer.NoSuchDomain.class);
  }

  @Test
  void takesALabelOfSixtyFourOctetsForNoSuchDomain() {
    assertThat(find(RecordType.A, "a".repeat(64) + ".test"))
        .isInstanceOf(DnsAnswer.NoSuchDomain.class);
    assertThat(find(RecordType.A, "a.".repeat(128) + "test"))
        .isInstanceOf(DnsAnswer.NoSuchDomain.class);
  }

  @Property(tries = 50)
  void answersEveryName(@ForAll String name) {
    assertThat(find(RecordType.TXT, name)).isNotNull();
  }

  private List<String> values(RecordType type, String name) {
    assertThat(find(type, name)).isInstanceOf(DnsAnswer.Found.class);
    return ((DnsAnswer.Found) find(type, name)).values();
  }

  private DnsAnswer find(RecordType type, String name) {
    return new RecordController(
            new RecordFinder(fixture.resolver), fixture.executor, new SimpleMeterRegistry())
        .find(type, name);
  }
}
