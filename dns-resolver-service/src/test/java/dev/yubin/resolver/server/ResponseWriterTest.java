package dev.yubin.resolver.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.resolver.answer.Answer;
import dev.yubin.resolver.answer.TestResolver;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.Misbehaviour;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ResponseWriterTest {
  private final ScriptedDnsServer dns =
      ScriptedDnsServer.serving(DnsZone.of("example.test", "mx A 127.0.0.1"));
  private final TestResolver resolver = TestResolver.over(dns);

  @AfterEach
  void close() {
    resolver.close();
    dns.close();
  }

  // RFC 8914 §4.4, §4.20
  @Test
  void tellsThatAnAnswerIsOld() {
    resolver.ask("mx.example.test", Type.A);
    resolver.ask("absent.example.test", Type.A);
    assertThat(response("mx.example.test").getOPT().getOptions()).isEmpty();

    resolver.pass(Duration.ofHours(1));
    dns.misbehave(Misbehaviour.SERVFAIL);
    assertThat(error("mx.example.test")).isEqualTo(ExtendedErrorCodeOption.STALE_ANSWER);
    assertThat(error("absent.example.test"))
        .isEqualTo(ExtendedErrorCodeOption.STALE_NXDOMAIN_ANSWER);
  }

  // RFC 8914 §4.23
  @Test
  void tellsThatNobodyAnswers() {
    dns.misbehave(Misbehaviour.SERVFAIL);

    assertThat(error("mx.example.test")).isEqualTo(ExtendedErrorCodeOption.NO_REACHABLE_AUTHORITY);
  }

  // RFC 8914 §4.7, §4.8
  @Test
  void tellsWhatMakesAnAnswerBogus() {
    Message query = query("mx.example.test");
    Answer bogus = new Answer.Bogus("", ExtendedErrorCodeOption.SIGNATURE_EXPIRED);

    assertThat(error(ResponseWriter.response(query, bogus)))
        .isEqualTo(ExtendedErrorCodeOption.SIGNATURE_EXPIRED);
  }

  private int error(String name) {
    return error(response(name));
  }

  private static int error(Message response) {
    return ((ExtendedErrorCodeOption)
            response.getOPT().getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR).getFirst())
        .getErrorCode();
  }

  private Message response(String name) {
    return ResponseWriter.response(query(name), resolver.ask(name, Type.A));
  }

  private static Message query(String name) {
    Message query =
        Message.newQuery(Record.newRecord(Name.fromConstantString(name + "."), Type.A, DClass.IN));
    query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
    return query;
  }
}
