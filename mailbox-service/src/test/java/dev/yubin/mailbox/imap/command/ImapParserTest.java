package dev.yubin.mailbox.imap.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.CommandInput;
import dev.yubin.mailbox.imap.wire.Dialect;
import dev.yubin.mailbox.imap.wire.Literal;
import dev.yubin.mailbox.imap.wire.SequenceSet;
import dev.yubin.server.Line;
import dev.yubin.server.OctetReader;
import dev.yubin.server.ReplyWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class ImapParserTest {
  private static final long MAX_SKIPPED = 1000;

  /// Parses the first command of some octets.
  private static Parsed parse(byte[] octets) throws IOException {
    OctetReader in = new OctetReader(new ByteArrayInputStream(octets), () -> {});
    ReplyWriter out = new ReplyWriter(OutputStream.nullOutputStream());
    if (in.readLine(CommandInput.MAX_LINE) instanceof Line.Text line) {
      CommandInput input = new CommandInput(line.octets(), in, out, MAX_SKIPPED);
      Parsed parsed = ImapParser.parse(input, Dialect.REV1);
      if (parsed instanceof Parsed.Command(String tag, ImapCommand.Append append)) {
        parsed = take(tag, append);
      }
      input.skipRest();
      return parsed;
    }
    return new Parsed.Bad("*", "");
  }

  /// Reads the mails of an APPEND to their end.
  private static Parsed take(String tag, ImapCommand.Append append) throws IOException {
    AppendInput mails = append.mails();
    try {
      while (mails.nextMail() != null) {
        for (var piece = mails.nextPiece(); piece != null; piece = mails.nextPiece()) {
          if (piece instanceof AppendInput.Piece.Text(Literal literal) && literal.size() < 100) {
            literal.copyTo(OutputStream.nullOutputStream());
          }
        }
      }
      return new Parsed.Command(tag, append);
    } catch (BadSyntaxException e) {
      return new Parsed.Bad(tag, String.valueOf(e.getMessage()));
    }
  }

  private static ImapCommand command(String text) throws IOException {
    return ((Parsed.Command) parse((text + "\r\n").getBytes(UTF_8))).command();
  }

  @Property(tries = 5000)
  void takesAnyOctets(@ForAll @Size(max = 300) byte[] octets) {
    takes(octets);
  }

  @Property(tries = 20_000)
  void takesAnyArrangementOfTokens(@ForAll("tokens") List<String> tokens) {
    takes((String.join("", tokens) + "\r\n").getBytes(UTF_8));
  }

  /// Everything is a command, BAD, or the end of the connection.
  private static void takes(byte[] octets) {
    try {
      assertThat(parse(octets)).isNotNull();
    } catch (EOFException e) {
      assertThat(e).hasMessageContaining("ended");
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("literal of");
    }
  }

  @Provide
  Arbitrary<List<String>> tokens() {
    return Arbitraries.of(
            "a ",
            " ",
            "UID ",
            "FETCH ",
            "STORE ",
            "SEARCH ",
            "SORT (REVERSE DATE) UTF-8 ",
            "THREAD REFERENCES UTF-8 ",
            "APPEND ",
            "APPEND INBOX ",
            "CATENATE (",
            "URL ",
            "UTF8 (",
            "REPLACE 1 ",
            "ESEARCH IN (subtree ",
            "GETMETADATA (DEPTH 1) ",
            "SETMETADATA INBOX (",
            "/private/a",
            "~{3+}\r\n",
            "BINARY.PEEK[",
            "LIST ",
            "STATUS ",
            "LOGIN ",
            "CREATE ",
            "1:*",
            "1,5:3",
            "*",
            "(",
            ")",
            "[",
            "]",
            "<0.5>",
            "BODY",
            "BODY.PEEK[",
            "HEADER.FIELDS ",
            "1.2.MIME",
            "FLAGS",
            "+FLAGS.SILENT ",
            "\\Seen",
            "\\",
            "\"",
            "\"x\"",
            "{3}\r\n",
            "{2+}\r\n",
            "{999999999}\r\n",
            "{9999+}\r\n",
            "abc",
            "NOT ",
            "OR ",
            "TEXT ",
            "HEADER ",
            "CHARSET UTF-8 ",
            "RETURN (",
            "1-Jan-2020",
            "KEYWORD ",
            "NIL",
            "%",
            "INBOX",
            "&U,BTFw-",
            "郵",
            "\r\n",
            "0",
            "18446744073709551616")
        .list()
        .ofMaxSize(20);
  }

  @Property
  void readsBackAnySequenceSet(@ForAll("sets") SequenceSet set) throws BadSyntaxException {
    assertThat(SequenceSet.parse(set.toString())).isEqualTo(set);
  }

  @Provide
  Arbitrary<SequenceSet> sets() {
    Arbitrary<Long> number =
        Arbitraries.oneOf(
            Arbitraries.longs().between(1, 0xffff_ffffL), Arbitraries.of(SequenceSet.LARGEST));
    return number
        .tuple2()
        .map(t -> new SequenceSet.Range(t.get1(), t.get2()))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20)
        .map(SequenceSet::new);
  }

  @Example
  void readsLiteralsWithinACommand() throws IOException {
    assertThat(command("a LOGIN {3+}\r\nabc {4}\r\nd\"e "))
        .isEqualTo(new ImapCommand.Login("abc", "d\"e "));
  }

  @Example
  void asksForASynchronizingLiteralAndForNoOther() throws IOException {
    ByteArrayOutputStream asked = new ByteArrayOutputStream();
    ReplyWriter out = new ReplyWriter(asked);
    OctetReader in =
        new OctetReader(new ByteArrayInputStream("x {1+}\r\ny\r\n".getBytes(UTF_8)), out::flush);
    CommandInput input = new CommandInput("a LOGIN {1}".getBytes(UTF_8), in, out, MAX_SKIPPED);
    assertThat(ImapParser.parse(input, Dialect.REV1))
        .isEqualTo(new Parsed.Command("a", new ImapCommand.Login("x", "y")));
    out.flush();
    assertThat(asked.toString(UTF_8)).isEqualTo("+ OK\r\n");
  }

  @Example
  void boundsTheLiteralsOfACommandTogether() throws IOException {
    String literal = "{40000+}\r\n" + "x".repeat(40_000);
    OctetReader in =
        new OctetReader(
            new ByteArrayInputStream(
                ("x".repeat(40_000) + " " + literal + "\r\nnext\r\n").getBytes(UTF_8)),
            () -> {});
    ReplyWriter out = new ReplyWriter(OutputStream.nullOutputStream());
    CommandInput input = new CommandInput("a LOGIN {40000+}".getBytes(UTF_8), in, out, 100_000);
    assertThat(ImapParser.parse(input, Dialect.REV1))
        .isEqualTo(new Parsed.Bad("a", "Literal too large"));
    input.skipRest();
    assertThat(in.readLine(100))
        .isInstanceOfSatisfying(Line.Text.class, line -> assertThat(line.text()).isEqualTo("next"));
  }

  @Example
  void readsSectionsWithPartials() throws IOException {
    ImapCommand.Fetch fetch =
        (ImapCommand.Fetch) command("a UID FETCH 2:* (body.peek[1.header.fields.not (To)]<5.10>)");
    assertThat(fetch.messages().uid()).isTrue();
    assertThat(fetch.items().getFirst()).isEqualTo(FetchItem.Fact.UID);
    assertThat(fetch.items().get(1))
        .isInstanceOfSatisfying(
            FetchItem.Section.class,
            section -> {
              assertThat(section.label()).isEqualTo("BODY[1.HEADER.FIELDS.NOT (To)]");
              assertThat(section.peek()).isTrue();
              assertThat(section.fields()).isEqualTo(new FetchItem.FieldNames(List.of("To"), true));
              assertThat(section.partial()).contains(new FetchItem.Partial(5, 10));
            });
  }

  @Example
  void expandsMacros() throws IOException {
    ImapCommand.Fetch fetch = (ImapCommand.Fetch) command("a FETCH 1 FULL");
    assertThat(fetch.items())
        .containsExactly(
            FetchItem.Fact.FLAGS,
            FetchItem.Fact.INTERNALDATE,
            FetchItem.Fact.RFC822_SIZE,
            FetchItem.Fact.ENVELOPE,
            FetchItem.Fact.BODY);
  }
}
