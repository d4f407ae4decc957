package dev.yubin.resolver.server;

import dev.yubin.resolver.answer.Answer;
import dev.yubin.resolver.answer.AnswerCache;
import dev.yubin.resolver.answer.NameResolver;
import dev.yubin.resolver.answer.Question;
import dev.yubin.resolver.answer.Validation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Answers packets with packets.
public final class Responder {
  private static final Logger log = LoggerFactory.getLogger(Responder.class);

  /// No answer.
  static final byte[] SILENCE = {};

  /// RFC 1035 §4.2.1, octets.
  private static final int UDP_SIZE_WITHOUT_EDNS = 512;

  private static final String QUESTIONS = "yubin.dns.questions";

  private final NameResolver resolver;
  private final List<Network> allowedNetworks;
  private final RateLimit limit;
  private final ServerCookies cookies = new ServerCookies();
  private final PacketCache packets = new PacketCache();
  private final MeterRegistry metrics;
  private final Counter found;
  private final Counter absent;
  private final Counter hits;

  /// @param responsesPerSecond over UDP to a network of clients; 0 for any number
  public Responder(
      NameResolver resolver,
      List<Network> allowedNetworks,
      int responsesPerSecond,
      MeterRegistry metrics) {
    this(resolver, allowedNetworks, new RateLimit(responsesPerSecond), metrics);
  }

  Responder(
      NameResolver resolver,
      List<Network> allowedNetworks,
      RateLimit limit,
      MeterRegistry metrics) {
    this.resolver = resolver;
    this.allowedNetworks = List.copyOf(allowedNetworks);
    this.limit = limit;
    this.metrics = metrics;
    this.found = metrics.counter(QUESTIONS, "source", "udp", "outcome", "noerror");
    this.absent = metrics.counter(QUESTIONS, "source", "udp", "outcome", "nxdomain");
    this.hits = AnswerCache.hits(metrics);
  }

  /// How a packet came.
  public enum Transport {
    UDP,
    TCP,
    HTTPS
  }

  /// Whether a client may ask.
  public boolean admits(InetAddress client) {
    for (Network network : allowedNetworks) {
      if (network.contains(client)) {
        return true;
      }
    }
    return false;
  }

  /// Answers a query over UDP that was answered before, at once. Whoever asks so has no cookie, for
  /// a query with options has no [PacketKey].
  ///
  /// @return null when it takes more than that, empty for silence
  byte @Nullable [] repeat(byte[] packet, InetAddress client) {
    PacketKey key = admits(client) ? PacketKey.of(packet) : null;
    byte[] response = key == null ? null : packets.find(key, packet, resolver.flushes());
    if (key == null || response == null) {
      return null;
    }
    return switch (limit.judge(client)) {
      case DROP -> silence(Transport.UDP, "limited");
      case TRUNCATE -> counted(ResponsePacket.truncation(packet, key.questionEnd()));
      case SEND -> {
        hits.increment();
        yield counted(response);
      }
    };
  }

  private byte[] counted(byte[] response) {
    (ResponsePacket.rcode(response) == Rcode.NXDOMAIN ? absent : found).increment();
    return response;
  }

  /// Answers a packet of any octets. Blocks until the answer is there; never throws.
  ///
  /// @return the packet to send, empty for none
  public byte[] reply(byte[] packet, InetAddress client, Transport transport) {
    try {
      return switch (Request.read(packet)) {
        case Request.Ignore ignored -> silence(transport, "ignored");
        case Request.Answerable request when transport == Transport.UDP ->
            keep(packet, client, request);
        case Request.Answerable request -> reply(request, client, transport);
      };
    } catch (RuntimeException e) {
      // A defect of ours: this client goes without an answer, the others do not.
      log.error("event=dns-defect client={}", client.getHostAddress(), e);
      return SILENCE;
    }
  }

  private byte[] keep(byte[] packet, InetAddress client, Request.Answerable request) {
    long flushes = resolver.flushes();
    byte[] response = reply(request, client, Transport.UDP);
    PacketKey key = PacketKey.of(packet);
    if (key != null && response.length > 0) {
      packets.put(key, response, flushes);
    }
    return response;
  }

  private byte[] reply(Request.Answerable request, InetAddress client, Transport transport) {
    Message query = request.query();
    boolean proven = transport != Transport.UDP || cookies.prove(query, client);
    RateLimit.Verdict verdict = proven ? RateLimit.Verdict.SEND : limit.judge(client);
    return switch (verdict) {
      case DROP -> silence(transport, "limited");
      case TRUNCATE -> send(ResponseWriter.truncation(query), query, client, transport);
      case SEND -> send(response(request, client), query, client, transport);
    };
  }

  private Message response(Request.Answerable request, InetAddress client) {
    return switch (request) {
      case Request.Reject(Message query, int rcode) -> ResponseWriter.rejection(query, rcode);
      case Request.Ask(Message query) -> answer(query, client);
    };
  }

  private Message answer(Message query, InetAddress client) {
    if (!admits(client)) {
      return ResponseWriter.rejection(query, Rcode.REFUSED, ExtendedErrorCodeOption.PROHIBITED);
    }
    Record asked = query.getQuestion();
    if (asked.getType() == Type.ANY) {
      return ResponseWriter.minimalAny(query);
    }
    boolean checkingDisabled = query.getHeader().getFlag(Flags.CD);
    Question question = new Question(asked.getName(), asked.getType(), checkingDisabled);
    Answer answer = resolver.answer(question);
    Message response = ResponseWriter.response(query, answer);
    if (answer instanceof Answer.Conclusive && resolver.isAuthoritative(asked.getName())) {
      response.getHeader().setFlag(Flags.AA);
    }
    return response;
  }

  private byte[] send(Message response, Message query, InetAddress client, Transport transport) {
    cookies.answer(query, client).ifPresent(cookie -> ResponseWriter.add(response, cookie));
    count(transport, Rcode.string(response.getRcode()).toLowerCase(Locale.ROOT));
    return response.toWire(transport == Transport.UDP ? udpSize(query) : Message.MAXLENGTH);
  }

  private byte[] silence(Transport transport, String why) {
    count(transport, why);
    return SILENCE;
  }

  private void count(Transport transport, String outcome) {
    String source = transport.name().toLowerCase(Locale.ROOT);
    metrics.counter(QUESTIONS, "source", source, "outcome", outcome).increment();
  }

  /// RFC 6891 §6.2.3: what the client takes, but no more than what travels in one piece.
  private static int udpSize(Message query) {
    OPTRecord opt = query.getOPT();
    return opt == null
        ? UDP_SIZE_WITHOUT_EDNS
        : Math.clamp(opt.getPayloadSize(), UDP_SIZE_WITHOUT_EDNS, Validation.UDP_PAYLOAD);
  }
}
