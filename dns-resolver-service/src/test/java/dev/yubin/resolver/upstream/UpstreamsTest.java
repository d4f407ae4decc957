package dev.yubin.resolver.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.resolver.upstream.RawDnsServer.Query;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

class UpstreamsTest {
  private static final Name NAME = Name.fromConstantString("mx.example.test.");

  private static final String SERVER_COOKIE = "16 octets are it";

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final RawDnsServer server = new RawDnsServer();
  private final RawDnsServer other = new RawDnsServer();

  @AfterEach
  void close() {
    executor.shutdownNow();
    server.close();
    other.close();
  }

  // RFC 5452 §9.1
  @Test
  void waitsForTheTrueAnswerBehindForgedOnes() throws Exception {
    server.overUdp(
        q ->
            List.of(
                changed(q.lie(), 0, 0x55),
                changed(q.lie(), 2, 0x80),
                changed(q.lie(), 5, 0x03),
                q.answer("127.6.6.6", Name.fromConstantString("other.test.")).toWire(),
                malformed(q),
                new byte[0],
                new byte[] {1, 2, 3},
                q.truth()));

    assertThat(address(ask(upstreams(server)))).isEqualTo("127.0.0.1");
    assertThat(server.queries()).hasSize(1);
    assertThat(metrics.get("yubin.dns.upstream.passed.over").counter().count()).isEqualTo(7);
  }

  @Test
  void hearsNothingFromElsewhere() throws Exception {
    server.spoofed();

    assertThat(address(ask(upstreams(server)))).isEqualTo("127.0.0.1");
  }

  @Test
  void asksEachQuestionUnderAnIdAndFromAPortOfItsOwn() throws Exception {
    Upstreams upstreams = upstreams(server);
    for (int i = 0; i < 50; i++) {
      ask(upstreams);
    }

    assertThat(server.queries().stream().map(Query::id).distinct().count()).isGreaterThan(45);
    assertThat(server.queries().stream().map(Query::port).distinct().count()).isGreaterThan(45);
    assertThat(server.queries().stream().map(Query::name).distinct().count()).isGreaterThan(40);
  }

  @Test
  void givesTheNameTheCaseBackInWhichItWasAsked() throws Exception {
    Message response = ask(upstreams(server));

    assertThat(response.getQuestion().getName()).hasToString("mx.example.test.");
    assertThat(response.getSection(Section.ANSWER).getFirst().getName())
        .hasToString("mx.example.test.");
  }

  @Test
  void trustsAnAnswerInOtherCaseOnlyOverTcp() throws Exception {
    server.overUdp(q -> List.of(folded(q, "127.6.6.6")));

    assertThat(address(ask(upstreams(server)))).isEqualTo("127.0.0.1");
    assertThat(server.queries()).extracting(Query::udp).containsExactly(true, false);
  }

  @Test
  void doesNotVaryTheCaseForAServerThatHasNoCareForIt() throws Exception {
    server.overUdp(q -> List.of(folded(q, "127.0.0.1")));
    server.overTcp(q -> List.of(folded(q, "127.0.0.1")));
    Upstreams upstreams = upstreams(server);

    for (int i = 0; i < 5; i++) {
      assertThat(address(ask(upstreams))).isEqualTo("127.0.0.1");
    }
    assertThat(server.queries()).filteredOn(q -> !q.udp()).hasSizeLessThanOrEqualTo(2);
    assertThat(server.queries().getLast().name()).isEqualTo("mx.example.test.");
  }

  @Test
  void asksOverTcpWhatDoesNotFit() throws Exception {
    server.overUdp(q -> List.of(changed(q.failure(Rcode.NOERROR), 2, 0x02)));
    server.overTcp(q -> List.of(large(q)));

    Message response = ask(upstreams(server));

    assertThat(response.numBytes()).isGreaterThan(64_000);
    assertThat(response.getSection(Section.ANSWER)).hasSize(250);
  }

  // RFC 6891 §6.2.2
  @Test
  void asksWithoutEdnsWhereItIsNotKnown() throws Exception {
    server.overUdp(
        q -> List.of(q.opt() == null ? q.truth() : headerOnly(q.failure(Rcode.FORMERR))));
    Upstreams upstreams = upstreams(server);
    ask(upstreams);

    assertThat(address(ask(upstreams))).isEqualTo("127.0.0.1");
    assertThat(server.queries())
        .extracting(q -> q.opt() == null)
        .containsExactly(false, true, true);
    assertThat(server.queries().getFirst().opt().getPayloadSize()).isEqualTo(1232);
  }

  // RFC 7873 §5
  @Test
  void showsAServerItsCookieAndBelievesNoneOfAnother() throws Exception {
    server.overUdp(
        q ->
            List.of(
                withCookie(q.answer("127.6.6.6", q.asked()), new byte[8]),
                withCookie(q.answer("127.0.0.1", q.asked()), q.cookie().getClientCookie())));
    Upstreams upstreams = upstreams(server);

    assertThat(address(ask(upstreams))).isEqualTo("127.0.0.1");
    assertThat(address(ask(upstreams))).isEqualTo("127.0.0.1");
    assertThat(server.queries())
        .extracting(q -> q.cookie().getServerCookie().map(String::new))
        .containsExactly(Optional.empty(), Optional.of(SERVER_COOKIE));
    assertThat(server.queries())
        .extracting(q -> q.cookie().getClientCookie())
        .containsOnly(server.queries().getFirst().cookie().getClientCookie());
  }

  // RFC 7873 §5.3
  @Test
  void trustsAnAnswerWithoutTheCookieOfItsServerOnlyOverTcp() throws Exception {
    server.overUdp(
        q -> List.of(withCookie(q.answer("127.0.0.1", q.asked()), q.cookie().getClientCookie())));
    Upstreams upstreams = upstreams(server);
    ask(upstreams);
    server.overUdp(q -> List.of(q.lie()));

    assertThat(address(ask(upstreams))).isEqualTo("127.0.0.1");
    server.overUdp(q -> List.of(q.truth()));
    assertThat(address(ask(upstreams))).isEqualTo("127.0.0.1");
    assertThat(server.queries()).extracting(Query::udp).containsExactly(true, true, false, true);
  }

  // RFC 7873 §5.3
  @Test
  void showsTheCookieToAServerThatInsistsOnIt() throws Exception {
    server.overUdp(
        q -> {
          Message refusal = q.refusal(Rcode.BADCOOKIE & 0xF);
          return List.of(withCookie(refusal, q.cookie().getClientCookie()));
        });

    assertThat(address(ask(upstreams(server)))).isEqualTo("127.0.0.1");
    assertThat(server.queries().getLast().cookie().getServerCookie())
        .contains(SERVER_COOKIE.getBytes());
  }

  @Test
  void asksTheNextServerWhenOneIsLateAndThenFirst() throws Exception {
    server.overUdp(q -> List.of());
    Upstreams upstreams = upstreams(server, other);

    assertThat(address(ask(upstreams))).isEqualTo("127.0.0.1");
    assertThat(address(ask(upstreams))).isEqualTo("127.0.0.1");
    assertThat(server.queries()).hasSize(1);
    assertThat(other.queries()).hasSize(2);
  }

  @Test
  void asksAServerThatFailedAsTheLastResort() throws Exception {
    server.overUdp(q -> List.of(q.failure(Rcode.REFUSED)));
    Upstreams upstreams = upstreams(server, other);
    ask(upstreams);
    server.overUdp(q -> List.of(q.truth()));
    other.overUdp(q -> List.of(q.failure(Rcode.SERVFAIL)));

    assertThat(address(ask(upstreams))).isEqualTo("127.0.0.1");
    assertThat(other.queries()).hasSize(2);
  }

  @Test
  void doesNotMultiplyQuestionsInAnOutage() throws Exception {
    server.overUdp(q -> List.of());
    Upstreams upstreams = new Upstreams(addresses(server), millis(50), tls(), executor, metrics);
    int questions = 200;
    List<Callable<Object>> asking =
        Collections.nCopies(
            questions,
            () -> {
              assertThatThrownBy(() -> ask(upstreams)).isInstanceOf(UpstreamTimeoutException.class);
              return true;
            });
    for (var outcome : executor.invokeAll(asking)) {
      assertThat(outcome.get()).isEqualTo(true);
    }

    assertThat(server.queries()).hasSizeLessThan(questions + questions / 2);
  }

  @Test
  void saysWhoFailedAndHow() {
    server.overUdp(q -> List.of(q.failure(Rcode.SERVFAIL)));

    assertThatThrownBy(() -> ask(upstreams(server)))
        .isInstanceOf(IOException.class)
        .hasMessage(server.address() + " said SERVFAIL");
  }

  private Upstreams upstreams(RawDnsServer... servers) throws Exception {
    return new Upstreams(addresses(servers), Duration.ofSeconds(5), tls(), executor, metrics);
  }

  private static List<UpstreamAddress> addresses(RawDnsServer... servers) {
    return Arrays.stream(servers).map(RawDnsServer::address).toList();
  }

  private static SSLContext tls() throws Exception {
    return SSLContext.getDefault();
  }

  private static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }

  private static Message ask(Upstreams upstreams) throws IOException {
    Message query = Message.newQuery(Record.newRecord(NAME, Type.A, DClass.IN));
    query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
    return upstreams.ask(query);
  }

  private static String address(Message response) {
    return ((ARecord) response.getSection(Section.ANSWER).getFirst()).getAddress().getHostAddress();
  }

  private static byte[] withCookie(Message response, byte[] client) {
    CookieOption cookie = new CookieOption(client, SERVER_COOKIE.getBytes());
    int upperBits = response.getHeader().getRcode() == (Rcode.BADCOOKIE & 0xF) ? 1 : 0;
    response.addRecord(new OPTRecord(1232, upperBits, 0, 0, List.of(cookie)), Section.ADDITIONAL);
    return response.toWire();
  }

  private static byte[] changed(byte[] packet, int at, int bits) {
    byte[] result = packet.clone();
    result[at] ^= (byte) bits;
    return result;
  }

  /// The owner of the answer points at itself (RFC 1035 §4.1.4).
  private static byte[] malformed(Query query) {
    byte[] packet = query.lie();
    int owner = 12 + NAME.length() + 4;
    packet[owner] = (byte) (0xC0 | owner >> 8);
    packet[owner + 1] = (byte) owner;
    return packet;
  }

  private static byte[] folded(Query query, String address) {
    Name name = Name.fromConstantString(query.name().toLowerCase(Locale.ROOT));
    return query.answer(address, name).toWire();
  }

  private static byte[] headerOnly(byte[] packet) {
    byte[] header = Arrays.copyOf(packet, 12);
    header[5] = 0;
    return header;
  }

  private static byte[] large(Query query) {
    Message response = new Message(query.id());
    response.getHeader().setFlag(Flags.QR);
    response.addRecord(query.message().getQuestion(), Section.QUESTION);
    for (int i = 0; i < 250; i++) {
      String text = "%03d".formatted(i) + "x".repeat(240);
      response.addRecord(
          new TXTRecord(query.message().getQuestion().getName(), DClass.IN, 300, text),
          Section.ANSWER);
    }
    return response.toWire();
  }
}
