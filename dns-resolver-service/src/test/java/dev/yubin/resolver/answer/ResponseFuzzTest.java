package dev.yubin.resolver.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.dns.DnssecState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import org.xbill.DNS.WireParseException;

/// Responses are read whatever they say, and nothing is taken from them that was not asked for.
class ResponseFuzzTest {
  private static final Path CORPUS = Path.of("src/test/resources/fuzz/response/responses.txt");
  private static final Name NAME = name("a.example.test.");
  private static final List<Question> QUESTIONS =
      List.of(
          Question.of(NAME, Type.A),
          Question.of(NAME, Type.MX),
          Question.of(NAME, Type.CNAME),
          Question.of(NAME, Type.ANY),
          Question.of(NAME, Type.RRSIG));

  @Property
  void takesOnlyWhatBelongsToTheQuestion(@ForAll("messages") byte[] packet) {
    message(packet).ifPresent(m -> QUESTIONS.forEach(q -> check(q, m)));
  }

  @Property
  void bearsChangedOctets(
      @ForAll("messages") byte[] packet, @ForAll("changes") List<Integer> changes) {
    byte[] changed = packet.clone();
    changes.forEach(c -> changed[(c >>> 8) % changed.length] = c.byteValue());
    message(changed).ifPresent(m -> QUESTIONS.forEach(q -> check(q, m)));
  }

  @Property
  void bearsAnyOctets(@ForAll byte[] packet) {
    message(packet).ifPresent(m -> QUESTIONS.forEach(q -> check(q, m)));
  }

  @Example
  void bearsTheCorpus() throws IOException {
    for (String line : Files.readAllLines(CORPUS)) {
      if (!line.startsWith("#")) {
        takesOnlyWhatBelongsToTheQuestion(HexFormat.of().parseHex(line));
      }
    }
  }

  private static void check(Question question, Message message) {
    for (DnssecState dnssec : DnssecState.values()) {
      try {
        Content content = ResponseReader.read(question, message, dnssec).answer().content();
        assertThat(content.ttl().isNegative()).isFalse();
        assertThat(names(question, content)).containsAll(owners(content));
      } catch (WireParseException e) {
        // It contradicts itself: the question fails.
      }
    }
  }

  /// The name asked for and all that its aliases lead to.
  private static Set<Name> names(Question question, Content content) {
    Set<Name> names = new HashSet<>(Set.of(question.name()));
    for (Record r : content.answers()) {
      if (r instanceof CNAMERecord cname) {
        names.add(cname.getTarget());
      }
    }
    return names;
  }

  private static List<Name> owners(Content content) {
    return content.answers().stream()
        .filter(r -> !(r instanceof DNAMERecord) && r.getRRsetType() != Type.DNAME)
        .map(Record::getName)
        .toList();
  }

  private static Optional<Message> message(byte[] packet) {
    try {
      return Optional.of(new Message(packet));
    } catch (IOException | RuntimeException e) {
      // Such packets are passed over before they get here.
      return Optional.empty();
    }
  }

  @Provide
  Arbitrary<List<Integer>> changes() {
    return Arbitraries.integers().between(0, 0xFFFFFF).list().ofMinSize(1).ofMaxSize(8);
  }

  @Provide
  Arbitrary<byte[]> messages() {
    Arbitrary<Name> names =
        Arbitraries.of("a.example.test.", "b.example.test.", "c.test.", "example.test.", ".")
            .map(ResponseFuzzTest::name);
    Arbitrary<Record> records =
        Combinators.combine(
                names,
                names,
                Arbitraries.of(Type.A, Type.CNAME, Type.DNAME, Type.MX, Type.NS, Type.SOA),
                Arbitraries.longs().between(0, 0xFFFFFFFFL))
            .as(ResponseFuzzTest::record);
    return Combinators.combine(
            records.list().ofMaxSize(6), records.list().ofMaxSize(3), Arbitraries.of(0, 0, 3, 2, 5))
        .as(ResponseFuzzTest::packet);
  }

  private static byte[] packet(List<Record> answers, List<Record> authority, int rcode) {
    Message message = new Message(1);
    message.getHeader().setFlag(Flags.QR);
    message.getHeader().setRcode(rcode);
    message.addRecord(Record.newRecord(NAME, Type.A, DClass.IN), Section.QUESTION);
    answers.forEach(r -> message.addRecord(r, Section.ANSWER));
    authority.forEach(r -> message.addRecord(r, Section.AUTHORITY));
    return message.toWire();
  }

  private static Record record(Name owner, Name target, int type, long ttl) {
    String text =
        switch (type) {
          case Type.A -> "127.0.0.1";
          case Type.MX -> "10 " + target;
          case Type.SOA -> target + " " + target + " 1 2 3 4 " + ttl % 100_000;
          default -> target.toString();
        };
    try {
      return Record.fromString(owner, type, DClass.IN, ttl & 0x7FFFFFFF, text, Name.root);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Name name(String text) {
    return Name.fromConstantString(text);
  }
}
