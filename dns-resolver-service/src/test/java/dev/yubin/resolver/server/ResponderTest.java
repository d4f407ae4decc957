package dev.yubin.resolver.server;

import static dev.yubin.resolver.server.RunningServer.query;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.resolver.answer.DnssecMode;
import dev.yubin.resolver.answer.TestResolver;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ResponderTest {
  private static final InetAddress FAR = InetAddress.ofLiteral("192.0.2.1");

  private final RunningServer server = new RunningServer();

  @AfterEach
  void stop() {
    server.close();
  }

  // RFC 6840 §5.8
  @Test
  void tellsOfSecurityThoseWhoAsk() throws Exception {
    DnsZone root = DnsZone.signed(".", "mx.example.test A 127.0.0.1", Duration.ofDays(1));
    try (ScriptedDnsServer signed = ScriptedDnsServer.serving(root);
        TestResolver validating = TestResolver.validating(DnssecMode.VALIDATE, root.ds(), signed)) {
      Responder responder =
          new Responder(
              validating.resolver, List.of(Network.valueOf("127.0.0.0/8")), 0, validating.metrics);
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

  // RFC 7873 §5.2.3
  @Test
  void givesACookieToThoseWhoBringOne() throws Exception {
    CookieOption theirs = new CookieOption(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    Message query = query("example.test", Type.MX);
    query.addRecord(new OPTRecord(1_232, 0, 0, 0, List.of(theirs)), Section.ADDITIONAL);

    List<EDNSOption> options = server.udp(query).getOPT().getOptions();
    assertThat(options).hasSize(1);
    CookieOption both = (CookieOption) options.getFirst();
    assertThat(both.getClientCookie()).isEqualTo(theirs.getClientCookie());
    assertThat(both.getServerCookie()).hasValueSatisfying(c -> assertThat(c).hasSize(16));
  }

  @Test
  void limitsWhatOneNetworkGetsOverUdpAlone() throws Exception {
    Responder responder = limitedTo(1);
    byte[] query = query("mx.example.test", Type.A).toWire();

    assertThat(new Message(responder.reply(query, FAR, Responder.Transport.UDP)).getRcode())
        .isEqualTo(Rcode.NOERROR);
    Message limited = new Message(responder.reply(query, FAR, Responder.Transport.UDP));
    assertThat(limited.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(limited.getSection(Section.ANSWER)).isEmpty();
    assertThat(responder.reply(query, FAR, Responder.Transport.UDP)).isEmpty();
    assertThat(
            new Message(responder.reply(query, FAR, Responder.Transport.TCP))
                .getSection(Section.ANSWER))
        .hasSize(1);
  }

  @Test
  void countsWhatItRepeatsToANetworkThatIsLimited() throws Exception {
    Responder responder = limitedTo(2);
    byte[] query = query("mx.example.test", Type.A).toWire();

    assertThat(responder.repeat(query, FAR)).isNull();
    responder.reply(query, FAR, Responder.Transport.UDP);
    assertThat(repeated(responder, query).getSection(Section.ANSWER)).hasSize(1);
    assertThat(repeated(responder, query).getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(responder.repeat(query, FAR)).isEmpty();
    assertThat(responder.repeat(query, InetAddress.ofLiteral("198.51.100.1"))).isNull();
    assertThat(server.questions()).hasSize(1);
  }

  @Test
  void sendsRepeatedQueriesToTcpInTheSameWords() throws Exception {
    for (boolean edns : new boolean[] {false, true}) {
      for (int flag : new int[] {Flags.RD, Flags.AD, Flags.CD}) {
        Message query = query("MX.example.test", Type.A);
        query.getHeader().setFlag(flag);
        if (edns) {
          query.addRecord(new OPTRecord(4_096, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
        }
        byte[] packet = query.toWire();
        PacketKey key = Objects.requireNonNull(PacketKey.of(packet));

        assertThat(ResponsePacket.truncation(packet, key.questionEnd()))
            .isEqualTo(ResponseWriter.truncation(query).toWire());
      }
    }
  }

  private static Message repeated(Responder responder, byte[] query) throws IOException {
    return new Message(Objects.requireNonNull(responder.repeat(query, FAR)));
  }

  /// For a while without end, in which nothing is earned.
  private Responder limitedTo(int responses) {
    return server.responder("192.0.2.0/24", new RateLimit(responses, () -> 0));
  }
}
