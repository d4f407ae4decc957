package dev.yubin.smtp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.Body;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailParameters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandParserTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  @Test
  void readsVerbsInAnyCase() {
    assertThat(parse("eHLo mail.example.test"))
        .isEqualTo(new Hello(Hello.Verb.EHLO, "mail.example.test"));
    assertThat(parse("lhlo [127.0.0.1]")).isEqualTo(new Hello(Hello.Verb.LHLO, "[127.0.0.1]"));
    assertThat(parse("quit")).isEqualTo(new Quit());
  }

  /// RFC 5321 §4.1.1.
  @Test
  void toleratesSpaceAtTheEnd() {
    assertThat(parse("DATA  ")).isEqualTo(new Data());
    assertThat(parse("HELO a ")).isEqualTo(new Hello(Hello.Verb.HELO, "a"));
  }

  @Test
  void readsMailWithItsParameters() {
    assertThat(parse("MAIL FROM:<a@b.test> SIZE=12 BODY=8bitmime SMTPUTF8"))
        .isEqualTo(
            new MailFrom(
                Optional.of(EmailAddress.of("a@b.test")),
                false,
                OptionalLong.of(12),
                MailParameters.of(Body.EIGHT_BIT_MIME, true)));
  }

  @Test
  void readsTheNullReversePath() {
    assertThat(parse("MAIL FROM:<>"))
        .isEqualTo(
            new MailFrom(
                Optional.empty(),
                false,
                OptionalLong.empty(),
                MailParameters.of(Body.SEVEN_BIT, false)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAIL FROM:<a@b.test>x|501 5.5.4",
        "MAIL FROM:<a@b.test|501 5.5.4",
        "MAIL TO:<a@b.test>|501 5.5.4",
        "MAIL|501 5.5.4",
        "MAIL FROM:<a b@c.test>|501 5.1.7",
        "MAIL FROM:<a@b.test> SIZE|501 5.5.4",
        "MAIL FROM:<a@b.test> =1|501 5.5.4",
        "RCPT TO:<>|501 5.1.3",
        "RCPT TO:<a@>|501 5.1.3",
        "RCPT TO:<a@b.test> X=1|555 5.5.4",
        "EHLO|501 5.5.4",
        "EHLO a b|501 5.5.4",
        "EHLO (comment)|501 5.5.4",
        "DATA now|501 5.5.4",
        "VRFY|501 5.5.4",
        "AUTH|501 5.5.4",
        "AUTH PLAIN a b|501 5.5.4",
        "TURN|502 5.5.1",
        "BDAT|501 5.5.4",
        "BDAT 5 FIRST|501 5.5.4",
        "BDAT -5|501 5.5.4",
        "HELLO|500 5.5.2",
        "DATA\tx|500 5.5.2"
      })
  void saysWhatIsWrong(String line, String reply) {
    assertThat(parse(line))
        .isInstanceOfSatisfying(
            Rejected.class, r -> assertThat(r.reply().toWire()).startsWith(reply + " "));
  }

  @Test
  void readsBdat() {
    assertThat(parse("BDAT 86 last")).isEqualTo(new Bdat(86, true));
    assertThat(parse("bdat 0")).isEqualTo(new Bdat(0, false));
  }

  /// RFC 5321 §4.5.3.1.3.
  @Test
  void refusesAPathOfMoreThan256Octets() {
    String domain = "a.".repeat(95) + "test";
    assertThat(parse("RCPT TO:<" + "x".repeat(59) + "@" + domain + ">")).isInstanceOf(RcptTo.class);
    assertThat(parse("RCPT TO:<" + "x".repeat(60) + "@" + domain + ">"))
        .isInstanceOf(Rejected.class);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] line = "RCPT TO:<\u00fc@example.test>".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(CommandParser.parse(line, NOW)).isInstanceOf(Rejected.class);
  }

  @Test
  void takesLongLinesForAuthAlone() {
    assertThat(parse("AUTH PLAIN " + "A".repeat(10_000))).isInstanceOf(Auth.class);
    assertThat(parse("NOOP " + "A".repeat(10_000))).isEqualTo(new Rejected(CommandParser.TOO_LONG));
  }

  @Property(tries = 5000)
  void neverFails(@ForAll("almostCommands") String line) {
    SmtpCommand command = parse(line);
    if (command instanceof Rejected(SmtpReply reply)) {
      assertThat(reply.isPermanentFailure()).isTrue();
      assertThat(reply.toWire()).doesNotContain("\r\n\r").endsWith("\r\n").hasLineCount(1);
    }
  }

  @Property(tries = 1000)
  void neverFailsOnAnyOctets(@ForAll byte[] octets) {
    assertThat(CommandParser.parse(octets, NOW)).isNotNull();
  }

  @Property
  void readsBackEveryAddressThatItAccepts(@ForAll("almostCommands") String line) {
    if (parse(line) instanceof RcptTo rcpt && rcpt.forwardPath().isPresent()) {
      assertThat(parse("RCPT TO:<" + rcpt.forwardPath().get() + ">"))
          .isInstanceOfSatisfying(
              RcptTo.class, again -> assertThat(again.forwardPath()).isEqualTo(rcpt.forwardPath()));
    }
  }

  @Provide
  Arbitrary<String> almostCommands() {
    Arbitrary<String> start =
        Arbitraries.of("MAIL FROM:", "RCPT TO:", "EHLO ", "AUTH ", "NOOP", "VRFY ", "");
    Arbitrary<String> rest =
        Arbitraries.of(
                "<",
                ">",
                "@",
                "\"",
                "\\",
                ":",
                " ",
                "=",
                "a",
                "é",
                ".",
                "example.test",
                "SIZE",
                "BODY=7BIT",
                "NOTIFY=SUCCESS",
                " ORCPT=utf-8;",
                "\\x{",
                "}",
                "+2B",
                " ENVID=",
                " BY=-1;R",
                " HOLDUNTIL=2026-11-31T10:00:00Z",
                "[",
                "]",
                "127.0.0.1",
                ",",
                "\t",
                "\u0001",
                "\u200b")
            .list()
            .ofMaxSize(12)
            .map(parts -> String.join("", parts));
    return start.flatMap(s -> rest.map(r -> s + r));
  }

  private static SmtpCommand parse(String line) {
    return CommandParser.parse(line.getBytes(StandardCharsets.UTF_8), NOW);
  }
}
