package dev.yubin.smtp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.EmailAddress;
import dev.yubin.smtp.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Lines are commands or refused, whatever they say.
class CommandFuzzTest {

  @Property
  void isReadOrRefused(@ForAll("texts") String text) {
    SmtpCommand command = CommandParser.parse(text.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    switch (command) {
      case Rejected(SmtpReply reply) -> {
        assertThat(reply.isPermanentFailure()).isTrue();
        assertThat(reply.toWire()).endsWith("\r\n").hasLineCount(1);
      }
      case MailFrom mail ->
          mail.reversePath().ifPresent(path -> assertThat(again(path)).isEqualTo(path));
      case RcptTo rcpt ->
          rcpt.forwardPath().ifPresent(path -> assertThat(again(path)).isEqualTo(path));
      default -> assertThat(command).isNotNull();
    }
  }

  @Example
  void bearsTheCorpus() throws IOException {
    Corpus.of("command/lines.txt").forEach(this::isReadOrRefused);
  }

  /// A pattern must neither take for ever nor overflow the stack.
  @Example
  void isBounded() {
    for (String piece :
        List.of(
            "MAIL FROM:<",
            "@a,",
            "<",
            "\"",
            "\\",
            "a.",
            "MAIL FROM:<@a:",
            "RCPT TO:<\"\\",
            "SIZE=1 ",
            "é",
            "EHLO [")) {
      isReadOrRefused(piece.repeat(50_000));
      isReadOrRefused(piece.repeat(200));
    }
  }

  private static EmailAddress again(EmailAddress address) {
    return EmailAddress.of(address.toString());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "MAIL ",
            "RCPT ",
            "FROM:",
            "TO:",
            "<",
            ">",
            "@",
            "a",
            "b.example",
            "\"",
            "\\",
            ".",
            "[127.0.0.1]",
            "[IPv6:::1]",
            "SIZE=",
            "BODY=8BITMIME",
            " SMTPUTF8",
            "=",
            ":",
            ",",
            "BDAT ",
            " LAST",
            "9999999999999999999",
            "AUTH PLAIN ",
            "AUTH",
            " ",
            "EHLO ",
            "HELO ",
            "postmaster",
            "é",
            "\0",
            "\t",
            "\r",
            "\n")
        .list()
        .ofMaxSize(30)
        .map(pieces -> String.join("", pieces));
  }
}
