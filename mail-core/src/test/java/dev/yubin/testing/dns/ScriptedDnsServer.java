package dev.yubin.testing.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/// An authoritative DNS server on 127.0.0.1 and an ephemeral port, UDP and TCP alike.
///
/// ```java
/// DnsZone zone = DnsZone.of("elsewhere.test", "@ MX 10 mx\nmx A 127.0.0.1");
/// try (ScriptedDnsServer dns = ScriptedDnsServer.serving(zone)) {
///   // yubin.dns.upstreams=… dns.upstream()
/// }
/// ```
public final class ScriptedDnsServer implements AutoCloseable {
  private static final int UDP_SIZE = 1232;

  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final Map<Name, DnsZone> zones = new ConcurrentHashMap<>();
  private final ScriptedAnswers answers = new ScriptedAnswers(zones);
  private final List<String> questions = new CopyOnWriteArrayList<>();

  private ScriptedDnsServer(ServerSocket tcp, DatagramSocket udp) {
    this.tcp = tcp;
    this.udp = udp;
  }

  public static ScriptedDnsServer serving(DnsZone... zones) {
    return start(bind(), zones);
  }

  /// A further name server of the same DNS, on another address of this machine.
  ///
  /// @param address such as `127.0.0.2`
  /// @param port of all its name servers
  public static ScriptedDnsServer at(String address, int port, DnsZone... zones) {
    try {
      return start(bind(InetAddress.ofLiteral(address), port), zones);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ScriptedDnsServer start(ScriptedDnsServer server, DnsZone... zones) {
    Arrays.stream(zones).forEach(server::put);
    Thread.ofVirtual().name("scripted-dns-udp").start(server::serveUdp);
    Thread.ofVirtual().name("scripted-dns-tcp").start(server::acceptTcp);
    return server;
  }

  public int port() {
    return udp.getLocalPort();
  }

  /// The address as `yubin.dns.upstreams` takes it.
  public String upstream() {
    return "127.0.0.1:" + port();
  }

  /// Adds a zone, or replaces the one of the same name.
  public void put(DnsZone zone) {
    zones.put(zone.origin(), zone);
  }

  /// From now on this name is answered wrongly.
  public ScriptedDnsServer misbehave(String name, Misbehaviour how) {
    answers.misbehave(DnsZone.name(name), how);
    return this;
  }

  /// From now on every name is answered wrongly.
  public ScriptedDnsServer misbehave(Misbehaviour how) {
    answers.misbehaveAlways(how);
    return this;
  }

  /// From now on all names are answered rightly again.
  public void behave() {
    answers.behave();
  }

  /// What was asked so far, each as `udp MX example.test.`, oldest first.
  public List<String> questions() {
    return List.copyOf(questions);
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ScriptedDnsServer bind() {
    for (int attempt = 1; ; attempt++) {
      try {
        return bind(InetAddress.getLoopbackAddress(), 0);
      } catch (IOException e) {
        if (attempt == 20) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static ScriptedDnsServer bind(InetAddress address, int port) throws IOException {
    ServerSocket tcp = new ServerSocket(port, 50, address);
    try {
      return new ScriptedDnsServer(tcp, new DatagramSocket(tcp.getLocalPort(), address));
    } catch (IOException e) {
      tcp.close();
      throw e;
    }
  }

  private void serveUdp() {
    byte[] buffer = new byte[65_535];
    while (!udp.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        udp.receive(packet);
        byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
        byte[] reply = reply("udp", query);
        if (reply.length > 0) {
          udp.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        // The socket is closed, or the query was no message: nothing to answer.
      }
    }
  }

  private void acceptTcp() {
    while (!tcp.isClosed()) {
      try {
        Socket client = tcp.accept();
        Thread.ofVirtual().start(() -> serveTcp(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serveTcp(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      while (true) {
        byte[] query = in.readNBytes(in.readUnsignedShort());
        byte[] reply = reply("tcp", query);
        if (reply.length > 0) {
          byte[] framed = new byte[reply.length + 2];
          framed[0] = (byte) (reply.length >> 8);
          framed[1] = (byte) reply.length;
          System.arraycopy(reply, 0, framed, 2, reply.length);
          out.write(framed);
        }
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  private byte[] reply(String transport, byte[] octets) throws IOException {
    Message query = new Message(octets);
    questions.add(transport + " " + ScriptedAnswers.text(query));
    int size = 65_535;
    if (transport.equals("udp")) {
      size = query.getOPT() == null ? 512 : Math.min(UDP_SIZE, query.getOPT().getPayloadSize());
    }
    return answers.reply(query, transport.equals("udp"), size);
  }
}
