package dev.yubin.testing.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class ScriptedDnsServerTest {
  private final ScriptedDnsServer dns =
      ScriptedDnsServer.serving(
          DnsZone.of(
              "example.test",
              """
              @ MX 10 mx1
              @ MX 20 mx2.elsewhere.test.
              mx1 A 127.0.0.1
              www CNAME web.elsewhere.test.
              """),
          DnsZone.of("elsewhere.test", "web A 127.0.0.2"));

  @AfterEach
  void close() {
    dns.close();
  }

  @Test
  void answersFromItsZones() throws Exception {
    assertThat(ask("example.test", Type.MX).getSection(Section.ANSWER)).hasSize(2);
    assertThat(dns.questions()).containsExactly("udp MX example.test.");
  }

  @Test
  void followsCnamesIntoItsOtherZones() throws Exception {
    List<Record> answer = ask("www.example.test", Type.A).getSection(Section.ANSWER);

    assertThat(answer).extracting(Record::rdataToString).contains("127.0.0.2");
  }

  @Test
  void tellsNoDataFromNoSuchName() throws Exception {
    assertThat(ask("mx1.example.test", Type.MX).getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(ask("nobody.example.test", Type.MX).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(ask("foreign.example", Type.MX).getRcode()).isEqualTo(Rcode.REFUSED);
  }

  @Test
  void sendsTruncatedClientsToTcp() throws Exception {
    dns.misbehave("example.test", Misbehaviour.TRUNCATION);

    assertThat(ask("example.test", Type.MX).getSection(Section.ANSWER)).hasSize(2);
    assertThat(dns.questions()).containsExactly("udp MX example.test.", "tcp MX example.test.");
  }

  @Test
  void failsWhereItIsTold() throws Exception {
    dns.misbehave("example.test", Misbehaviour.SERVFAIL);
    assertThat(ask("example.test", Type.MX).getRcode()).isEqualTo(Rcode.SERVFAIL);

    dns.behave();
    assertThat(ask("example.test", Type.MX).getRcode()).isEqualTo(Rcode.NOERROR);
  }

  private Message ask(String name, int type) throws Exception {
    SimpleResolver resolver = new SimpleResolver(new InetSocketAddress("127.0.0.1", dns.port()));
    resolver.setTimeout(Duration.ofSeconds(10));
    return resolver.send(Message.newQuery(Record.newRecord(DnsZone.name(name), type, DClass.IN)));
  }
}
