package dev.yubin.resolver.server;

import dev.yubin.resolver.answer.TestResolver;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// A server at two addresses of this machine over a scripted upstream, and its clients.
final class RunningServer implements AutoCloseable {
  static final List<InetAddress> ADDRESSES =
      List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2"));

  private final ScriptedDnsServer dns =
      ScriptedDnsServer.serving(
          DnsZone.of(
              "example.test",
              "@ MX 10 mx\nmx A 127.0.0.1\n" + texts("middling", 12) + texts("big", 60)));
  private final TestResolver fixture = TestResolver.over(dns);
  private final DnsServer server =
      new DnsServer(ADDRESSES, 0, responder("127.0.0.0/8", new RateLimit(0)));

  RunningServer() {
    server.start();
  }

  @Override
  public void close() {
    server.stop();
    fixture.close();
    dns.close();
  }

  int port() {
    return server.port();
  }

  /// What the upstream was asked.
  List<String> questions() {
    return dns.questions();
  }

  /// One for clients of other addresses, without sockets.
  Responder responder(String network, RateLimit limit) {
    List<Network> allowed = List.of(Network.valueOf(network));
    return new Responder(fixture.resolver, allowed, limit, fixture.metrics);
  }

  private static String texts(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "%s TXT \"%s%d\"\n".formatted(name, "x".repeat(50), i))
        .collect(Collectors.joining());
  }

  static Message query(String name, int type) {
    return Message.newQuery(Record.newRecord(Name.fromConstantString(name + "."), type, DClass.IN));
  }

  static Message edns(String name, int size) {
    Message query = query(name, Type.TXT);
    query.addRecord(new OPTRecord(size, 0, 0), Section.ADDITIONAL);
    return query;
  }

  Message udp(Message query) throws IOException {
    return new Message(exchange(query.toWire()));
  }

  byte[] exchange(byte[] query) throws IOException {
    try (DatagramSocket client = client()) {
      send(client, query);
      return receive(client);
    }
  }

  DatagramSocket client() throws IOException {
    DatagramSocket client = new DatagramSocket();
    client.setSoTimeout(10_000);
    client.connect(InetAddress.getLoopbackAddress(), server.port());
    return client;
  }

  static void send(DatagramSocket client, byte[] packet) throws IOException {
    client.send(new DatagramPacket(packet, packet.length));
  }

  static byte[] receive(DatagramSocket client) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    client.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  Socket connect() {
    try {
      return new Socket(InetAddress.getLoopbackAddress(), server.port());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Message tcp(Message query) throws IOException {
    try (Socket client = connect()) {
      return tcp(client, query);
    }
  }

  static Message tcp(Socket client, Message query) throws IOException {
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
