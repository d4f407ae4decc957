package dev.yubin.resolver.server;

import static dev.yubin.resolver.server.RunningServer.query;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Queries that are not answered as they are meant.
class RefusedQueriesTest {
  private final RunningServer server = new RunningServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void refusesWhatIsNotForClients() throws Exception {
    assertThat(server.udp(query("example.test", Type.AXFR)).getRcode()).isEqualTo(Rcode.REFUSED);
    Message chaos =
        Message.newQuery(
            Record.newRecord(Name.fromConstantString("version.bind."), Type.TXT, DClass.CH));
    assertThat(server.udp(chaos).getRcode()).isEqualTo(Rcode.REFUSED);
    Message snooping = query("example.test", Type.MX);
    snooping.getHeader().unsetFlag(Flags.RD);
    assertThat(server.udp(snooping).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(server.questions()).isEmpty();
  }

  @Test
  void refusesClientsOfOtherNetworks() throws Exception {
    Responder closed = server.responder("192.0.2.0/24", new RateLimit(0));
    InetAddress client = InetAddress.getLoopbackAddress();
    byte[] query = query("example.test", Type.MX).toWire();

    byte[] reply = closed.reply(query, client, Responder.Transport.UDP);
    assertThat(new Message(reply).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(server.questions()).isEmpty();
  }

  @Test
  void knowsOnlyQueriesOfEdnsZero() throws Exception {
    Message update = query("example.test", Type.SOA);
    update.getHeader().setOpcode(Opcode.NOTIFY);
    assertThat(server.udp(update).getRcode()).isEqualTo(Rcode.NOTIMP);

    Message edns = query("example.test", Type.MX);
    edns.addRecord(new OPTRecord(1_232, 0, 1), Section.ADDITIONAL);
    assertThat(server.udp(edns).getRcode()).isEqualTo(Rcode.BADVERS);
  }

  // RFC 8482 §4.2
  @Test
  void answersAnyWithNextToNothing() throws Exception {
    assertThat(server.udp(query("example.test", Type.ANY)).getSection(Section.ANSWER))
        .extracting(Record::getType)
        .containsExactly(Type.HINFO);
  }

  // RFC 7873 §5.2.2
  @Test
  void callsACookieOfAWrongLengthMalformed() throws Exception {
    Message query = query("example.test", Type.MX);
    query.addRecord(
        new OPTRecord(1_232, 0, 0, 0, List.of(new GenericEDNSOption(10, new byte[5]))),
        Section.ADDITIONAL);

    assertThat(server.udp(query).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  @Test
  void callsMalformedPacketsSo() throws Exception {
    byte[] none = query("example.test", Type.MX).toWire();
    none[5] = 0;
    assertThat(new Message(server.exchange(none)).getRcode()).isEqualTo(Rcode.FORMERR);

    byte[] promising = query("example.test", Type.MX).toWire();
    promising[6] = (byte) 0xFF;
    assertThat(new Message(server.exchange(promising)).getRcode()).isEqualTo(Rcode.FORMERR);

    byte[] loop = query("example.test", Type.MX).toWire();
    loop[12] = (byte) 0xC0;
    loop[13] = 12;
    assertThat(new Message(server.exchange(loop)).getRcode()).isEqualTo(Rcode.FORMERR);

    assertThat(new Message(server.exchange(Arrays.copyOf(loop, 9_000))).getRcode())
        .isEqualTo(Rcode.FORMERR);
  }

  @Test
  void keepsSilentTowardsResponsesAndScraps() throws Exception {
    byte[] response = query("example.test", Type.MX).toWire();
    response[2] |= (byte) 0x80;
    try (DatagramSocket client = server.client()) {
      RunningServer.send(client, response);
      RunningServer.send(client, new byte[11]);
      RunningServer.send(client, new byte[0]);
      RunningServer.send(client, query("mx.example.test", Type.A).toWire());
      // The only packet that comes back is the answer to the only query.
      assertThat(new Message(RunningServer.receive(client)).getQuestion().getType())
          .isEqualTo(Type.A);
    }
  }
}
