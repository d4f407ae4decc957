package dev.yubin.resolver.upstream;

import dev.yubin.resolver.upstream.ClientCookie.Verdict;
import dev.yubin.resolver.upstream.QueryPacket.Match;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.WireParseException;

/// Asks over UDP, and over TCP what does not fit or looks forged. Each question has a socket and
/// thus a port of its own (RFC 5452 §9.2); what is no answer to it is passed over, since it may be
/// a forger's guess, and the wait for the true answer goes on.
final class PlainTransport implements Transport {
  private static final int MAX_DATAGRAM = 65_535;

  private final InetSocketAddress server;
  private final Counter passedOver;
  private final ClientCookie cookie = new ClientCookie();
  private final Habit foldsCase = new Habit();
  private final Habit lacksEdns = new Habit();

  /// @param passedOver counts the packets that were no answer
  PlainTransport(InetSocketAddress server, Counter passedOver) {
    this.server = server;
    this.passedOver = passedOver;
  }

  /// What a server was seen doing, believed for an hour.
  private static final class Habit {
    private static final Duration BELIEVED = Duration.ofHours(1);

    private volatile long until = System.nanoTime();

    boolean holds() {
      return System.nanoTime() - until < 0;
    }

    void note() {
      until = System.nanoTime() + BELIEVED.toNanos();
    }
  }

  @Override
  public Message exchange(Message query, Deadline deadline) throws IOException {
    if (query.getOPT() == null || lacksEdns.holds()) {
      return ask(withoutEdns(query), deadline);
    }
    Message response = ask(query, deadline);
    if (!refusesEdns(response)) {
      return response;
    }
    // RFC 6891 §6.2.2: a server that does not know OPT is asked without.
    Message second = ask(withoutEdns(query), deadline);
    if (Upstream.isUsable(second)) {
      lacksEdns.note();
    }
    return second;
  }

  private Message ask(Message query, Deadline deadline) throws IOException {
    Message shown = cookie.shownIn(query);
    QueryPacket packet = QueryPacket.of(shown, !foldsCase.holds());
    byte[] reply = overUdp(packet, deadline);
    if (packet.match(reply) == Match.FOLDED && !foldsCase.holds()) {
      return doubted(shown, deadline);
    }
    if (QueryPacket.isTruncated(reply)) {
      return overTcp(packet, deadline);
    }
    Message response = packet.read(reply);
    return switch (shown.getOPT() == null ? Verdict.UNKNOWN : cookie.judge(response)) {
      case UNKNOWN -> response;
      case RIGHT -> learnt(query, response, deadline);
      case MISSING, WRONG -> doubted(shown, deadline);
    };
  }

  /// RFC 7873 §5.3: the server wants to see the cookie that it has just given.
  private Message learnt(Message query, Message response, Deadline deadline) throws IOException {
    cookie.learn(response);
    return response.getRcode() == Rcode.BADCOOKIE
        ? overTcp(QueryPacket.of(cookie.shownIn(query), true), deadline)
        : response;
  }

  /// A reply in other case than that of the question, or without the cookie that it should have, is
  /// a forger's, or of a server that has no care for such things. TCP, which nobody forges from
  /// afar, tells which.
  private Message doubted(Message query, Deadline deadline) throws IOException {
    passedOver.increment();
    try {
      return overTcp(QueryPacket.of(query, true), deadline);
    } catch (UpstreamTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // No TCP there. A forger would have to guess id and port of this one again.
      QueryPacket packet = QueryPacket.of(query, false);
      Message response = packet.read(overUdp(packet, deadline));
      cookie.learn(response);
      return response;
    }
  }

  private byte[] overUdp(QueryPacket packet, Deadline deadline) throws IOException {
    byte[] query = packet.octets();
    DatagramPacket datagram = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
    try (DatagramSocket socket = new DatagramSocket()) {
      // Connected: what comes from elsewhere never gets here.
      socket.connect(server);
      socket.send(new DatagramPacket(query, query.length));
      while (true) {
        socket.setSoTimeout(deadline.millisLeft());
        socket.receive(datagram);
        byte[] reply = Arrays.copyOf(datagram.getData(), datagram.getLength());
        if (packet.match(reply) != Match.NONE && isSound(packet, reply)) {
          return reply;
        }
        passedOver.increment();
        datagram.setLength(MAX_DATAGRAM);
      }
    } catch (SocketTimeoutException e) {
      throw new UpstreamTimeoutException("no answer in time");
    }
  }

  private Message overTcp(QueryPacket packet, Deadline deadline) throws IOException {
    try (StreamConnection connection =
        new StreamConnection(StreamConnection.connect(server, deadline))) {
      byte[] reply = connection.exchange(packet.octets(), deadline);
      Match match = packet.match(reply);
      if (match == Match.NONE) {
        throw new WireParseException("response to another question");
      }
      if (match == Match.FOLDED) {
        foldsCase.note();
      }
      Message response = packet.read(reply);
      cookie.learn(response);
      return response;
    }
  }

  /// Whether it can be read and has no wrong cookie.
  private boolean isSound(QueryPacket packet, byte[] reply) {
    if (QueryPacket.isTruncated(reply)) {
      return true;
    }
    try {
      return cookie.judge(packet.read(reply)) != Verdict.WRONG;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean refusesEdns(Message response) {
    int rcode = response.getRcode();
    return rcode == Rcode.FORMERR || rcode == Rcode.NOTIMP || rcode == Rcode.BADVERS;
  }

  private static Message withoutEdns(Message query) {
    Message copy = query.clone();
    copy.removeAllRecords(Section.ADDITIONAL);
    return copy;
  }
}
