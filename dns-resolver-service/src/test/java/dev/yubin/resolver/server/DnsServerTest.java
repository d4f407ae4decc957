package dev.yubin.resolver.server;

import static dev.yubin.resolver.server.RunningServer.edns;
import static dev.yubin.resolver.server.RunningServer.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class DnsServerTest {
  private final RunningServer server = new RunningServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersOverUdpAndTcp() throws Exception {
    for (Message response :
        List.of(
            server.udp(query("example.test", Type.MX)),
            server.tcp(query("example.test", Type.MX)))) {
      assertThat(response.getRcode()).isEqualTo(Rcode.NOERROR);
      assertThat(response.getHeader().getFlag(Flags.RA)).isTrue();
      assertThat(response.getHeader().getFlag(Flags.AD)).isFalse();
      assertThat(response.getHeader().getFlag(Flags.AA)).isFalse();
      assertThat(response.getSection(Section.ANSWER))
          .extracting(Record::toString)
          .first()
          .asString()
          .matches("example\\.test\\.\\s+\\d+\\s+IN\\s+MX\\s+10 mx\\.example\\.test\\.");
    }
    assertThat(server.questions()).hasSize(1);
  }

  @Test
  void saysWhatIsNotThere() throws Exception {
    Message absent = server.udp(query("absent.example.test", Type.A));
    assertThat(absent.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(absent.getSection(Section.AUTHORITY))
        .extracting(Record::getType)
        .containsExactly(Type.SOA);

    Message empty = server.udp(query("mx.example.test", Type.MX));
    assertThat(empty.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(empty.getSection(Section.AUTHORITY))
        .extracting(Record::getType)
        .containsExactly(Type.SOA);
  }

  // RFC 1035 §4.2.1, RFC 6891 §6.2.3
  @Test
  void cutsAnswersToWhatTheClientTakes() throws Exception {
    byte[] without = server.exchange(query("middling.example.test", Type.TXT).toWire());
    assertThat(without).hasSizeLessThanOrEqualTo(512);
    assertThat(new Message(without).getHeader().getFlag(Flags.TC)).isTrue();

    byte[] with = server.exchange(edns("middling.example.test", 4_096).toWire());
    assertThat(with).hasSizeBetween(513, 1_232);
    assertThat(new Message(with).getSection(Section.ANSWER)).hasSize(12);

    byte[] tooBig = server.exchange(edns("big.example.test", 4_096).toWire());
    assertThat(tooBig).hasSizeLessThanOrEqualTo(1_232);
    assertThat(new Message(tooBig).getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(server.tcp(edns("big.example.test", 512)).getSection(Section.ANSWER)).hasSize(60);
  }

  @Test
  void saysServfailWithTheReasonWhenNobodyKnows() throws Exception {
    Message query = query("foreign.test", Type.A);
    query.addRecord(new OPTRecord(1_232, 0, 0), Section.ADDITIONAL);
    Message response = server.udp(query);

    assertThat(response.getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(response.getOPT().getOptions())
        .containsExactly(
            new ExtendedErrorCodeOption(ExtendedErrorCodeOption.NO_REACHABLE_AUTHORITY));
  }

  @Test
  void answersOnItsOtherAddressesToo() throws Exception {
    InetSocketAddress second =
        new InetSocketAddress(RunningServer.ADDRESSES.getLast(), server.port());
    try (DatagramSocket client = new DatagramSocket()) {
      client.setSoTimeout(5_000);
      byte[] query = query("example.test", Type.MX).toWire();
      client.send(new DatagramPacket(query, query.length, second));
      DatagramPacket reply = new DatagramPacket(new byte[512], 512);
      client.receive(reply);
      assertThat(new Message(Arrays.copyOf(reply.getData(), reply.getLength())).getRcode())
          .isEqualTo(Rcode.NOERROR);
    }
    try (Socket client = new Socket(second.getAddress(), second.getPort())) {
      assertThat(RunningServer.tcp(client, query("example.test", Type.MX)).getRcode())
          .isEqualTo(Rcode.NOERROR);
    }
  }

  @Test
  void saysWhichPropertyIsWrongWhenThePortIsTaken() {
    DnsServer other =
        new DnsServer(
            RunningServer.ADDRESSES, server.port(), server.responder("::1/128", new RateLimit(0)));

    assertThatThrownBy(other::start).hasMessageContaining("yubin.dns.port=" + server.port());
    assertThat(other.isRunning()).isFalse();
  }
}
