package dev.yubin.resolver.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class PacketCacheTest {
  private static final OPTRecord PLAIN = new OPTRecord(1232, 0, 0);
  private static final OPTRecord WITH_DO = new OPTRecord(1232, 0, 0, ExtendedFlags.DO);

  private final AtomicLong time = new AtomicLong();
  private final PacketCache cache = new PacketCache(time::get);

  @Test
  void givesTheSameAnswerUnderTheIdAndInTheCaseOfTheQuestion() throws Exception {
    put(query("www.example.test.", PLAIN));
    Message again = query("WWW.example.TEST.", PLAIN);

    Message response = found(again);
    assertThat(response.getHeader().getID()).isEqualTo(again.getHeader().getID());
    assertThat(response.getQuestion().getName()).hasToString("WWW.example.TEST.");
    assertThat(response.getSection(Section.ANSWER))
        .extracting(Record::rdataToString)
        .containsExactly("127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(response.getOPT()).isNotNull();
  }

  @Test
  void countsTheTtlsDownAndKeepsNoneToItsEnd() throws Exception {
    Message query = query("www.example.test.", WITH_DO);
    put(query);
    pass(Duration.ofSeconds(50));

    Message response = found(query);
    assertThat(response.getSection(Section.ANSWER))
        .extracting(Record::getTTL)
        .containsExactly(250L, 50L);
    assertThat(response.getOPT().getFlags()).isEqualTo(ExtendedFlags.DO);
    pass(Duration.ofSeconds(40));
    assertThat(find(query)).isNull();
  }

  @Test
  void tellsQuestionsApartThatHaveDifferentAnswers() {
    put(query("www.example.test.", PLAIN));

    assertThat(find(query("www.example.test.", WITH_DO))).isNull();
    assertThat(find(query("www.example.test.", new OPTRecord(600, 0, 0)))).isNull();
    assertThat(find(query("www.example.test.", null))).isNull();
    assertThat(find(query("ww.example.test.", PLAIN))).isNull();
    for (int flag : new int[] {Flags.CD, Flags.AD}) {
      Message other = query("www.example.test.", PLAIN);
      other.getHeader().setFlag(flag);
      assertThat(find(other)).isNull();
    }
    assertThat(find(query("www.example.test.", new OPTRecord(4_096, 0, 0)))).isNotNull();
  }

  @Test
  void leavesUnusualQueriesToOthers() {
    Message notRecursive = query("a.test.", null);
    notRecursive.getHeader().unsetFlag(Flags.RD);
    Message truncated = query("a.test.", null);
    truncated.getHeader().setFlag(Flags.TC);
    OPTRecord cookie = new OPTRecord(1232, 0, 0, 0, new CookieOption(new byte[8]));

    assertThat(PacketKey.of(query("a.test.", null).toWire())).isNotNull();
    assertThat(PacketKey.of(notRecursive.toWire())).isNull();
    assertThat(PacketKey.of(truncated.toWire())).isNull();
    assertThat(PacketKey.of(query("a.test.", cookie).toWire())).isNull();
    assertThat(PacketKey.of(query("a.test.", new OPTRecord(1232, 0, 1)).toWire())).isNull();
    Message twice = query("a.test.", null);
    twice.addRecord(twice.getQuestion(), Section.QUESTION);
    assertThat(PacketKey.of(twice.toWire())).isNull();
  }

  @Test
  void keepsNeitherFailuresNorPartsNorWhatHasNoTtl() {
    Message query = query("www.example.test.", PLAIN);
    for (int rcode : new int[] {Rcode.SERVFAIL, Rcode.REFUSED}) {
      Message failure = response(query);
      failure.getHeader().setRcode(rcode);
      put(query, failure);
    }
    Message truncated = response(query);
    truncated.getHeader().setFlag(Flags.TC);
    put(query, truncated);
    Message empty = response(query);
    empty.removeAllRecords(Section.ANSWER);
    put(query, empty);

    assertThat(find(query)).isNull();
  }

  @Test
  void forgetsWhatWasFlushed() {
    Message query = query("www.example.test.", PLAIN);
    put(query);

    assertThat(cache.find(key(query), query.toWire(), 1)).isNull();
  }

  @Property
  void readsAnyPacket(@ForAll byte[] octets) {
    PacketKey key = PacketKey.of(octets);

    assertThat(key == null || key.questionEnd() <= octets.length).isTrue();
  }

  private void put(Message query) {
    put(query, response(query));
  }

  private void put(Message query, Message response) {
    cache.put(key(query), response.toWire(), 0);
  }

  private byte @Nullable [] find(Message query) {
    return cache.find(key(query), query.toWire(), 0);
  }

  private Message found(Message query) throws IOException {
    return new Message(Objects.requireNonNull(find(query)));
  }

  private static PacketKey key(Message query) {
    return Objects.requireNonNull(PacketKey.of(query.toWire()));
  }

  private void pass(Duration duration) {
    time.addAndGet(duration.toNanos());
  }

  private static Message query(String name, @Nullable OPTRecord opt) {
    Message query =
        Message.newQuery(Record.newRecord(Name.fromConstantString(name), Type.A, DClass.IN));
    if (opt != null) {
      query.addRecord(opt, Section.ADDITIONAL);
    }
    return query;
  }

  private static Message response(Message query) {
    Message response = new Message(query.getHeader().getID());
    response.getHeader().setFlag(Flags.QR);
    Name name = query.getQuestion().getName();
    response.addRecord(query.getQuestion(), Section.QUESTION);
    response.addRecord(
        new ARecord(name, DClass.IN, 300, InetAddress.ofLiteral("127.0.0.1")), Section.ANSWER);
    response.addRecord(
        new AAAARecord(name, DClass.IN, 100, InetAddress.ofLiteral("::1")), Section.ANSWER);
    if (query.getOPT() != null) {
      response.addRecord(new OPTRecord(1232, 0, 0, query.getOPT().getFlags()), Section.ADDITIONAL);
    }
    return response;
  }
}
