package dev.yubin.resolver.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.Misbehaviour;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

class AnswerCacheTest {
  private static final Duration TTL = Duration.ofSeconds(300);

  private final ScriptedDnsServer dns = ScriptedDnsServer.serving(zone("127.0.0.1"));
  private final TestResolver fixture = TestResolver.over(dns);

  @AfterEach
  void close() {
    fixture.close();
    dns.close();
  }

  // RFC 8767 §4, §5
  @Test
  void givesOldAnswersForHalfAMinuteWhenThereIsNoNewerOne() {
    ask("mx");
    ask("absent");
    ask("example.test.");
    fixture.pass(TTL.plusHours(20));
    dns.misbehave(Misbehaviour.SERVFAIL);

    assertThat(content(ask("mx")).ttl()).hasSeconds(30);
    assertThat(content(ask("mx")).isStale()).isTrue();
    assertThat(content(ask("mx")).records(ARecord.class)).extracting(Record::getTTL).contains(30L);
    assertThat(ask("absent")).isInstanceOf(Answer.NoSuchName.class);
    assertThat(ask("example.test.")).isInstanceOf(Answer.NoData.class);
    assertThat(count("stale")).isEqualTo(5);
  }

  @Test
  void givesNothingThatIsTooOld() {
    ask("mx");
    fixture.pass(TTL.plusDays(1));
    dns.misbehave(Misbehaviour.SERVFAIL);

    assertThat(ask("mx")).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void leavesUpstreamsThatFailedAloneForHalfAMinute() {
    ask("mx");
    fixture.pass(TTL);
    dns.misbehave(Misbehaviour.SERVFAIL);
    for (int i = 0; i < 5; i++) {
      ask("mx");
    }
    assertThat(dns.questions()).hasSize(2);

    dns.behave();
    dns.put(zone("127.0.0.2"));
    fixture.pass(Duration.ofSeconds(30));

    assertThat(address("mx")).isEqualTo("127.0.0.2");
  }

  @Test
  void takesTheNewAnswerWhereThereIsOne() {
    ask("mx");
    fixture.pass(TTL);
    dns.put(zone("127.0.0.2"));

    assertThat(address("mx")).isEqualTo("127.0.0.2");
    assertThat(count("stale")).isZero();
  }

  @Test
  void renewsWhatIsAskedForShortlyBeforeItsEnd() {
    ask("mx");
    dns.put(zone("127.0.0.2"));
    fixture.pass(TTL.minusSeconds(40));
    assertThat(address("mx")).isEqualTo("127.0.0.1");
    assertThat(dns.questions()).hasSize(1);

    fixture.pass(Duration.ofSeconds(20));
    assertThat(address("mx")).isEqualTo("127.0.0.1");
    await().until(() -> address("mx").equals("127.0.0.2"));
    assertThat(dns.questions()).hasSize(2);
  }

  @Test
  void keepsRecordsForADayAtTheMost() {
    assertThat(content(ask("long")).ttl()).isLessThanOrEqualTo(Duration.ofDays(1));
    assertThat(content(ask("long")).answers()).extracting(Record::getTTL).containsOnly(86_400L);
  }

  // RFC 2308 §5
  @Test
  void remembersThatThereIsNothingForAsLongAsTheSoaSays() {
    assertThat(content(ask("absent")).ttl()).isLessThanOrEqualTo(Duration.ofSeconds(60));
    fixture.pass(Duration.ofSeconds(61));
    ask("absent");

    assertThat(dns.questions()).hasSize(2);
  }

  private static DnsZone zone(String address) {
    return DnsZone.of(
        "example.test", "@ MX 10 mx\nmx A " + address + "\nlong 1000000 A 127.0.0.1\n");
  }

  private double count(String result) {
    return fixture.metrics.get("yubin.dns.cache").tag("result", result).counter().count();
  }

  private String address(String name) {
    return content(ask(name))
        .records(ARecord.class)
        .findFirst()
        .orElseThrow()
        .getAddress()
        .getHostAddress();
  }

  private static Content content(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Conclusive.class);
    return ((Answer.Conclusive) answer).content();
  }

  private Answer ask(String name) {
    String absolute = name.endsWith(".") ? name : name + ".example.test.";
    return fixture.resolver.answer(Question.of(Name.fromConstantString(absolute), Type.A));
  }
}
