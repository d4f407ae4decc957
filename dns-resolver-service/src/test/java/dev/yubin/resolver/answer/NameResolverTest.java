package dev.yubin.resolver.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.Misbehaviour;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

class NameResolverTest {
  private static final String ZONE =
      """
      @     MX 10 mx
      mx    A 127.0.0.1
      brief 0 A 127.0.0.2
      out   CNAME end.elsewhere.test.
      """;
  private final ScriptedDnsServer first =
      ScriptedDnsServer.serving(DnsZone.of("example.test", ZONE));
  private final ScriptedDnsServer second =
      ScriptedDnsServer.serving(DnsZone.of("example.test", ZONE));
  private final TestResolver fixture = TestResolver.over(first, second);

  @AfterEach
  void close() {
    fixture.close();
    first.close();
    second.close();
  }

  @ParameterizedTest
  @EnumSource(names = "TRUNCATION", mode = EnumSource.Mode.EXCLUDE)
  void asksTheNextUpstreamAfterAnyFailure(Misbehaviour failure) {
    first.misbehave(failure);

    assertThat(addresses("mx.example.test")).containsExactly("127.0.0.1");
  }

  @Test
  void asksAFailedUpstreamAfterTheOthers() {
    first.misbehave(Misbehaviour.SERVFAIL).misbehave(Misbehaviour.SILENCE);
    addresses("mx.example.test");
    first.behave();
    addresses("example.test");

    assertThat(second.questions()).hasSize(2);
  }

  @Test
  void takesUpTcpAfterTruncation() {
    first.misbehave(Misbehaviour.TRUNCATION);

    assertThat(addresses("mx.example.test")).containsExactly("127.0.0.1");
    assertThat(first.questions())
        .containsExactly("udp A mx.example.test.", "tcp A mx.example.test.");
    assertThat(second.questions()).isEmpty();
  }

  @Test
  void asksOnceMoreWhenADatagramIsLost() {
    first.misbehave(Misbehaviour.SILENCE);
    second.misbehave(Misbehaviour.SILENCE);

    assertThat(ask("mx.example.test")).isInstanceOf(Answer.Failed.class);
    assertThat(first.questions()).hasSize(2);
  }

  @Test
  void asksOnceForAsLongAsTheTtl() {
    addresses("mx.example.test");
    addresses("MX.EXAMPLE.test");
    assertThat(first.questions()).hasSize(1);
  }

  @Test
  void asksAgainForWhatHoldsForNoTime() {
    await()
        .until(
            () -> {
              addresses("brief.example.test");
              return first.questions().size() > 1;
            });
  }

  // RFC 2308 §5
  @Test
  void remembersThatThereIsNothing() {
    for (int i = 0; i < 3; i++) {
      assertThat(ask("absent.example.test")).isInstanceOf(Answer.NoSuchName.class);
      assertThat(ask("example.test")).isInstanceOf(Answer.NoData.class);
    }
    assertThat(first.questions()).hasSize(2);
  }

  @Test
  void asksOnceForEqualQuestionsOfOneTime() throws Exception {
    Callable<Answer> question = () -> ask("mx.example.test");
    List<Future<Answer>> answers =
        fixture.executor.invokeAll(IntStream.range(0, 200).mapToObj(i -> question).toList());

    for (Future<Answer> answer : answers) {
      assertThat(answer.get()).isInstanceOf(Answer.Found.class);
    }
    assertThat(first.questions()).hasSize(1);
  }

  @Test
  void asksForTheTargetThatAnUpstreamLeavesOpen() {
    second.put(DnsZone.of("elsewhere.test", "end A 127.0.0.9"));

    assertThat(addresses("out.example.test")).containsExactly("127.0.0.9");
  }

  @Test
  void keepsRecordsOutThatNobodyAskedFor() {
    first.misbehave("mx.example.test", Misbehaviour.UNASKED_RECORDS);

    assertThat(addresses("mx.example.test")).containsExactly("127.0.0.1");
    assertThat(ask("victim.test")).isInstanceOf(Answer.Failed.class);
  }

  private List<String> addresses(String name) {
    return ask(name) instanceof Answer.Found(Content content)
        ? content.records(ARecord.class).map(a -> a.getAddress().getHostAddress()).toList()
        : List.of();
  }

  private Answer ask(String name) {
    return fixture.resolver.answer(Question.of(Name.fromConstantString(name + "."), Type.A));
  }
}
