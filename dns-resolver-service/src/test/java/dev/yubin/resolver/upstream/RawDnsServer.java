package dev.yubin.resolver.upstream;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// A server that sends any octets in reply to a query, also from elsewhere, also several packets.
final class RawDnsServer implements AutoCloseable {
  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final DatagramSocket elsewhere;
  private final List<Query> queries = new CopyOnWriteArrayList<>();
  private volatile Function<Query, List<byte[]>> overUdp = q -> List.of(q.truth());
  private volatile Function<Query, List<byte[]>> overTcp = q -> List.of(q.truth());
  private volatile boolean spoofed;

  /// A query as it came.
  record Query(byte[] octets, int port, boolean udp) {
    Message message() {
      try {
        return new Message(octets);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    int id() {
      return message().getHeader().getID();
    }

    String name() {
      return message().getQuestion().getName().toString();
    }

    /// The name is at 127.0.0.1.
    byte[] truth() {
      return answer("127.0.0.1", message().getQuestion().getName()).toWire();
    }

    Message answer(String address, Name name) {
      Message response = new Message(id());
      response.getHeader().setFlag(Flags.QR);
      response.addRecord(Record.newRecord(name, Type.A, DClass.IN), Section.QUESTION);
      InetAddress value = InetAddress.ofLiteral(address);
      response.addRecord(new ARecord(name, DClass.IN, 300, value), Section.ANSWER);
      return response;
    }

    byte[] lie() {
      return answer("127.6.6.6", message().getQuestion().getName()).toWire();
    }

    byte[] failure(int rcode) {
      return refusal(rcode).toWire();
    }

    Message refusal(int rcode) {
      Message response = new Message(id());
      response.getHeader().setFlag(Flags.QR);
      response.getHeader().setRcode(rcode);
      response.addRecord(message().getQuestion(), Section.QUESTION);
      return response;
    }

    OPTRecord opt() {
      return message().getOPT();
    }

    Name asked() {
      return message().getQuestion().getName();
    }

    CookieOption cookie() {
      return (CookieOption) opt().getOptions(EDNSOption.Code.COOKIE).getFirst();
    }
  }

  RawDnsServer() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try {
      this.tcp = new ServerSocket(0, 50, loopback);
      this.udp = new DatagramSocket(tcp.getLocalPort(), loopback);
      this.elsewhere = new DatagramSocket(0, loopback);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serveUdp);
    Thread.ofVirtual().start(this::acceptTcp);
  }

  RawDnsServer overUdp(Function<Query, List<byte[]>> replies) {
    overUdp = replies;
    return this;
  }

  RawDnsServer overTcp(Function<Query, List<byte[]>> replies) {
    overTcp = replies;
    return this;
  }

  /// A lie comes from another port before each reply.
  RawDnsServer spoofed() {
    spoofed = true;
    return this;
  }

  List<Query> queries() {
    return queries;
  }

  UpstreamAddress address() {
    return UpstreamAddress.valueOf("127.0.0.1:" + udp.getLocalPort());
  }

  private void serveUdp() {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    while (!udp.isClosed()) {
      try {
        udp.receive(packet);
        SocketAddress client = packet.getSocketAddress();
        byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
        Query query = new Query(octets, packet.getPort(), true);
        queries.add(query);
        if (spoofed) {
          elsewhere.send(new DatagramPacket(query.lie(), query.lie().length, client));
        }
        for (byte[] reply : overUdp.apply(query)) {
          udp.send(new DatagramPacket(reply, reply.length, client));
        }
      } catch (IOException e) {
        return;
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
        Query query = new Query(in.readNBytes(in.readUnsignedShort()), client.getPort(), false);
        queries.add(query);
        for (byte[] reply : overTcp.apply(query)) {
          out.writeShort(reply.length);
          out.write(reply);
        }
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  @Override
  public void close() {
    udp.close();
    elsewhere.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
