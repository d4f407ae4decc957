package dev.yubin.resolver.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.resolver.answer.DnssecMode;
import dev.yubin.resolver.answer.TestResolver;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class DnsServerTest {
  private static final List<InetAddress> LOOPBACK =
      List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2"));

  private final ScriptedDnsServer dns =
      ScriptedDnsServer.serving(
          DnsZone.of(
              "example.test",
              "@ MX 10 mx\nmx A 127.0.0.1\n" + texts("middling", 12) + texts("big", 60)));
  private final TestResolver fixture = TestResolver.over(dns);
  private final DnsServer server = server("127.0.0.0/8");

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
    fixture.close();
    dns.close();
  }

  @Test
  void answersOverUdpAndTcp() throws Exception {
    for (Message response :
        List.of(udp(query("example.test", Type.MX)), tcp(query("example.test", Type.MX)))) {
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
    assertThat(dns.questions()).hasSize(1);
  }

  @Test
  void saysWhatIsNotThere() throws Exception {
    Message absent = udp(query("absent.example.test", Type.A));
    assertThat(absent.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(absent.getSection(Section.AUTHORITY))
        .extracting(Record::getType)
        .containsExactly(Type.SOA);

    Message empty = udp(query("mx.example.test", Type.MX));
    assertThat(empty.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(empty.getSection(Section.AUTHORITY))
        .extracting(Record::getType)
        .containsExactly(Type.SOA);
  }

  // RFC 1035 §4.2.1, RFC 6891 §6.2.3
  @Test
  void cutsAnswersToWhatTheClientTakes() throws Exception {
    byte[] without = exchange(query("middling.example.test", Type.TXT).toWire());
    assertThat(without).hasSizeLessThanOrEqualTo(512);
    assertThat(new Message(without).getHeader().getFlag(Flags.TC)).isTrue();

    byte[] with = exchange(edns("middling.example.test", 4_096).toWire());
    assertThat(with).hasSizeBetween(513, 1_232);
    assertThat(new Message(with).getSection(Section.ANSWER)).hasSize(12);

    byte[] tooBig = exchange(edns("big.example.test", 4_096).toWire());
    assertThat(tooBig).hasSizeLessThanOrEqualTo(1_232);
    assertThat(new Message(tooBig).getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(tcp(edns("big.example.test", 512)).getSection(Section.ANSWER)).hasSize(60);
  }

  @Test
  void saysServfailWithTheReasonWhenNobodyKnows() throws Exception {
    Message query = query("foreign.test", Type.A);
    query.addRecord(new OPTRecord(1_232, 0, 0), Section.ADDITIONAL);
    Message response = udp(query);

    assertThat(response.getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(response.getOPT().getOptions())
        .containsExactly(
            new ExtendedErrorCodeOption(ExtendedErrorCodeOption.NO_REACHABLE_AUTHORITY));
  }

  @Test
  void refusesWhatIsNotForClients() throws Exception {
    assertThat(udp(query("example.test", Type.AXFR)).getRcode()).isEqualTo(Rcode.REFUSED);
    Message chaos =
        Message.newQuery(
            Record.newRecord(Name.fromConstantString("version.bind."), Type.TXT, DClass.CH));
    assertThat(udp(chaos).getRcode()).isEqualTo(Rcode.REFUSED);
    Message snooping = query("example.test", Type.MX);
    snooping.getHeader().unsetFlag(Flags.RD);
    assertThat(udp(snooping).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(dns.questions()).isEmpty();
  }

  @Test
  void refusesClientsOfOtherNetworks() throws Exception {
    DnsServer closed = server("192.0.2.0/24");
    closed.start();
    try {
      byte[] reply = exchange(closed.port(), query("example.test", Type.MX).toWire());
      assertThat(new Message(reply).getRcode()).isEqualTo(Rcode.REFUSED);
    } finally {
      closed.stop();
    }
  }

  @Test
  void knowsOnlyQueriesOfEdnsZero() throws Exception {
    Message update = query("example.test", Type.SOA);
    update.getHeader().setOpcode(Opcode.NOTIFY);
    assertThat(udp(update).getRcode()).isEqualTo(Rcode.NOTIMP);

    Message edns = query("example.test", Type.MX);
    edns.addRecord(new OPTRecord(1_232, 0, 1), Section.ADDITIONAL);
    assertThat(udp(edns).getRcode()).isEqualTo(Rcode.BADVERS);
  }

  // RFC 6840 §5.8
  @Test
  void tellsOfSecurityThoseWhoAsk() throws Exception {
    DnsZone root = DnsZone.signed(".", "mx.example.test A 127.0.0.1", Duration.ofDays(1));
    try (ScriptedDnsServer signed = ScriptedDnsServer.serving(root);
        TestResolver validating = TestResolver.validating(DnssecMode.VALIDATE, root.ds(), signed)) {
      Responder responder =
          new Responder(
              validating.resolver, List.of(Network.valueOf("127.0.0.0/8")), validating.metrics);
      Message plain = query("mx.example.test", Type.A);
      Message asking = query("mx.example.test", Type.A);
      asking.addRecord(new OPTRecord(1_232, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);

      assertThat(reply(responder, plain).getHeader().getFlag(Flags.AD)).isFalse();
      assertThat(reply(responder, plain).getSection(Section.ANSWER))
          .extracting(Record::getType)
          .containsExactly(Type.A);
      assertThat(reply(responder, asking).getHeader().getFlag(Flags.AD)).isTrue();
      assertThat(reply(responder, asking).getSection(Section.ANSWER))
          .extracting(Record::getType)
          .containsExactly(Type.A, Type.RRSIG);
    }
  }

  private static Message reply(Responder responder, Message query) throws IOException {
    return new Message(
        responder.reply(query.toWire(), InetAddress.getLoopbackAddress(), Responder.Transport.UDP));
  }

  // RFC 8482 §4.2
  @Test
  void answersAnyWithNextToNothing() throws Exception {
    assertThat(udp(query("example.test", Type.ANY)).getSection(Section.ANSWER))
        .extracting(Record::getType)
        .containsExactly(Type.HINFO);
  }

  @Test
  void callsMalformedPacketsSo() throws Exception {
    byte[] none = query("example.test", Type.MX).toWire();
    none[5] = 0;
    assertThat(new Message(exchange(none)).getRcode()).isEqualTo(Rcode.FORMERR);

    byte[] promising = query("example.test", Type.MX).toWire();
    promising[6] = (byte) 0xFF;
    assertThat(new Message(exchange(promising)).getRcode()).isEqualTo(Rcode.FORMERR);

    byte[] loop = query("example.test", Type.MX).toWire();
    loop[12] = (byte) 0xC0;
    loop[13] = 12;
    assertThat(new Message(exchange(loop)).getRcode()).isEqualTo(Rcode.FORMERR);

    assertThat(new Message(exchange(Arrays.copyOf(loop, 9_000))).getRcode())
        .isEqualTo(Rcode.FORMERR);
  }

  @Test
  void keepsSilentTowardsResponsesAndScraps() throws Exception {
    byte[] response = query("example.test", Type.MX).toWire();
    response[2] |= (byte) 0x80;
    try (DatagramSocket client = client(server.port())) {
      send(client, response);
      send(client, new byte[11]);
      send(client, new byte[0]);
      send(client, query("mx.example.test", Type.A).toWire());
      // The only packet that comes back is the answer to the only query.
      assertThat(new Message(receive(client)).getQuestion().getType()).isEqualTo(Type.A);
    }
  }

  @Test
  void hangsUpOnTcpClientsThatSendNoQuery() throws Exception {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      client.getOutputStream().write(new byte[] {(byte) 0xFF, (byte) 0xFF, 1, 2, 3});
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(tcp(query("example.test", Type.MX)).getRcode()).isEqualTo(Rcode.NOERROR);
  }

  // RFC 7766 §6.2.1
  @Test
  void answersManyQueriesOnOneConnection() throws Exception {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      for (int i = 0; i < 20; i++) {
        assertThat(tcp(client, query("mx.example.test", Type.A)).getRcode())
            .isEqualTo(Rcode.NOERROR);
      }
    }
  }

  @Test
  void turnsAwayTheClientThatTakesAllConnections() throws Exception {
    List<Socket> clients = IntStream.range(0, 70).mapToObj(i -> connect()).toList();
    try {
      assertThat(clients.getLast().getInputStream().read()).isEqualTo(-1);
      assertThat(tcp(clients.getFirst(), query("example.test", Type.MX)).getRcode())
          .isEqualTo(Rcode.NOERROR);
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  @Test
  void answersOnItsOtherAddressesToo() throws Exception {
    InetSocketAddress second = new InetSocketAddress(LOOPBACK.getLast(), server.port());
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
      assertThat(tcp(client, query("example.test", Type.MX)).getRcode()).isEqualTo(Rcode.NOERROR);
    }
  }

  @Test
  void saysWhichPropertyIsWrongWhenThePortIsTaken() {
    DnsServer other = new DnsServer(LOOPBACK, server.port(), responder("::1/128"));

    assertThatThrownBy(other::start).hasMessageContaining("yubin.dns.port=" + server.port());
    assertThat(other.isRunning()).isFalse();
  }

  private static String texts(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "%s TXT \"%s%d\"\n".formatted(name, "x".repeat(50), i))
        .collect(Collectors.joining());
  }

  private DnsServer server(String network) {
    return new DnsServer(LOOPBACK, 0, responder(network));
  }

  private Responder responder(String network) {
    return new Responder(fixture.resolver, List.of(Network.valueOf(network)), fixture.metrics);
  }

  private static Message query(String name, int type) {
    return Message.newQuery(Record.newRecord(Name.fromConstantString(name + "."), type, DClass.IN));
  }

  private static Message edns(String name, int size) {
    Message query = query(name, Type.TXT);
    query.addRecord(new OPTRecord(size, 0, 0), Section.ADDITIONAL);
    return query;
  }

  private Message udp(Message query) throws IOException {
    return new Message(exchange(query.toWire()));
  }

  private byte[] exchange(byte[] query) throws IOException {
    return exchange(server.port(), query);
  }

  private static byte[] exchange(int port, byte[] query) throws IOException {
    try (DatagramSocket client = client(port)) {
      send(client, query);
      return receive(client);
    }
  }

  private static DatagramSocket client(int port) throws IOException {
    DatagramSocket client = new DatagramSocket();
    client.setSoTimeout(10_000);
    client.connect(InetAddress.getLoopbackAddress(), port);
    return client;
  }

  private static void send(DatagramSocket client, byte[] packet) throws IOException {
    client.send(new DatagramPacket(packet, packet.length));
  }

  private static byte[] receive(DatagramSocket client) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    client.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  private Socket connect() {
    try {
      return new Socket(InetAddress.getLoopbackAddress(), server.port());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Message tcp(Message query) throws IOException {
    try (Socket client = connect()) {
      return tcp(client, query);
    }
  }

  private static Message tcp(Socket client, Message query) throws IOException {
    byte[] wire = query.toWire();
    // The octets come one by one, as from a slow network.
    client.getOutputStream().write(wire.length >> 8);
    client.getOutputStream().write(wire.length);
    for (byte octet : wire) {
      client.getOutputStream().write(octet);
    }
    DataInputStream in = new DataInputStream(client.getInputStream());
    return new Message(in.readNBytes(in.readUnsignedShort()));
  }
}
