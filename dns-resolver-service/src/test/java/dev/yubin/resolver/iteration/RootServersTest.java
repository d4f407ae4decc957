package dev.yubin.resolver.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.resolver.answer.Answer;
import dev.yubin.resolver.answer.DnssecMode;
import dev.yubin.resolver.answer.TestResolver;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.Misbehaviour;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;

/// Priming (RFC 9609): one server of the root at 127.0.54.1 is the hint, `.` names one at .2.
class RootServersTest {
  private static final String CHILD = "example NS ns.example\nns.example A 127.0.54.3\n";

  private final DnsZone root = DnsZone.of(".", "ns A 127.0.54.2\n" + CHILD);
  private final ScriptedDnsServer hint = hint(root);
  private final int port = hint.port();
  private final ScriptedDnsServer named = ScriptedDnsServer.at("127.0.54.2", port, root);
  private final ScriptedDnsServer child =
      ScriptedDnsServer.at(
          "127.0.54.3", port, DnsZone.of("example", "a A 127.0.0.1\nb A 127.0.0.2\n"));
  private final TestResolver resolver =
      TestResolver.iterating(DnssecMode.OFF, "", List.of("127.0.54.1"), port);

  private static ScriptedDnsServer hint(DnsZone root) {
    ScriptedDnsServer any = ScriptedDnsServer.serving();
    int port = any.port();
    any.close();
    return ScriptedDnsServer.at("127.0.54.1", port, root);
  }

  @AfterEach
  void close() {
    resolver.close();
    List.of(hint, named, child).forEach(ScriptedDnsServer::close);
  }

  // RFC 9609 §3
  @Test
  void asksAHintWhoServesTheRootAndThoseForAllElse() {
    assertThat(resolver.ask("a.example", Type.A)).isInstanceOf(Answer.Found.class);
    assertThat(resolver.ask("elsewhere", Type.A)).isInstanceOf(Answer.NoSuchName.class);

    assertThat(hint.questions()).containsExactly("udp NS .");
    assertThat(named.questions()).containsExactly("udp A example.", "udp A elsewhere.");
  }

  @Test
  void asksTheHintsWhileTheRootDoesNotSayWhoServesIt() {
    hint.misbehave(".", Misbehaviour.REFUSED);

    assertThat(resolver.ask("a.example", Type.A)).isInstanceOf(Answer.Found.class);
    assertThat(hint.questions()).containsExactly("udp NS .", "udp A example.");
    assertThat(named.questions()).isEmpty();
  }

  @Test
  void asksTheHintsWhereTheRootNamesServersWithoutAddress() {
    hint.put(DnsZone.of(".", CHILD));

    assertThat(resolver.ask("a.example", Type.A)).isInstanceOf(Answer.Found.class);
    assertThat(hint.questions()).containsExactly("udp NS .", "udp A example.");
  }

  @Test
  void asksTheHintsAgainWhenNoneOfTheServersAnswers() {
    named.misbehave(Misbehaviour.REFUSED);
    assertThat(resolver.ask("a.example", Type.A)).isInstanceOf(Answer.Failed.class);
    resolver.pass(Duration.ofSeconds(2));

    assertThat(resolver.ask("b.example", Type.A)).isInstanceOf(Answer.Found.class);
    assertThat(hint.questions()).containsExactly("udp NS .", "udp A example.");
  }
}
