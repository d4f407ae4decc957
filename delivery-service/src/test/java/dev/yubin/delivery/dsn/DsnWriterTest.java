package dev.yubin.delivery.dsn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.Body;
import dev.yubin.mail.DeliverBy;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Hold;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.OriginalRecipient;
import dev.yubin.mail.Recipient;
import dev.yubin.store.outbound.DsnReport;
import dev.yubin.store.outbound.DsnReport.Action;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The DSNs of `dsn/`, octet for octet; the files have LF where a mail has CRLF.
class DsnWriterTest {
  private static final MailId MAIL = MailId.parse("019326b5-4800-7000-8000-000000000001");
  private static final Instant ACCEPTED = Instant.parse("2026-11-24T06:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-24T06:07:08Z");
  private static final String HEADER =
      """
      Received: from client.test by mx.example.test with ESMTPSA; Tue, 24 Nov 2026
       06:00:00 +0000
      From: Bob <bob@example.test>
      Subject: Lunch?
      Message-ID: <lunch-1@example.test>
      """;

  @Test
  void tellsWhoWasNotReachedAndWhy() throws IOException {
    Dsn dsn =
        dsn(
            "bob@example.test",
            HEADER,
            failed(
                "nobody@elsewhere.test",
                "5.1.1",
                "mx.elsewhere.test",
                "550 5.1.1 <nobody@elsewhere.test>: Recipient address rejected: User unknown in"
                    + " virtual mailbox table – désolé"),
            failed("dave@gone.test", "5.1.2", null, "The domain gone.test does not exist"));
    assertThat(text(DsnWriter.write(dsn))).isEqualTo(golden("failed.eml"));
  }

  @Test
  void usesTheFormsOfRfc6533ForAddressesOutsideAscii() throws IOException {
    Dsn dsn =
        dsn(
            "bärbel@example.test",
            "Subject: Grüße\nMessage-ID: <a b>\n",
            failed("jürgen@elsewhere.test", "5.1.1", "mx.elsewhere.test", "550 Wer ist Jürgen?"));
    assertThat(text(DsnWriter.write(dsn))).isEqualTo(golden("international.eml"));
  }

  @Test
  void neverWritesALineOfMoreThan998Octets() {
    Dsn dsn =
        dsn(
            "bob@example.test",
            HEADER,
            failed("a@b.test", "5.0.0", "mx.b.test", "550 " + "x".repeat(2000)));
    assertThat(text(DsnWriter.write(dsn)).lines()).allMatch(line -> line.length() < 300);
  }

  @Test
  void takesTheHeaderAloneFromTheMail() {
    assertThat(block("A: 1\r\nB: 2\r\n\r\nbody\r\n", 1000)).isEqualTo("A: 1\r\nB: 2\r\n");
    assertThat(block("A: 1\r\nB: 2\r\n", 1000)).isEqualTo("A: 1\r\nB: 2\r\n");
    assertThat(block("\r\nbody\r\n", 1000)).isEmpty();
    assertThat(block("A: 1\r\nB: 2\r\n\r\nbody\r\n", 8)).isEqualTo("A: 1\r\n");
  }

  @Test
  void tellsOfEveryActionAndNamesTheTransaction() throws IOException {
    Recipient carol = asked("carol@elsewhere.test", "rfc822;Carol@example.test");
    Recipient list = asked("list@example.test", "rfc822;list@example.test");
    Dsn dsn =
        dsn(
            Optional.of("QQ 314159"),
            Optional.empty(),
            DsnReport.of(
                    Action.DELAYED, carol, "4.2.0", "mx.elsewhere.test", "450 4.2.0 Greylisted")
                .until(NOW.plusSeconds(432_000)),
            DsnReport.own(Action.EXPANDED, list, "2.0.0", "It goes on"),
            DsnReport.of(Action.RELAYED, carol, "2.0.0", "mx.elsewhere.test", "250 Ok"),
            DsnReport.own(Action.DELIVERED, list, "2.0.0", "It is there"));
    assertThat(text(DsnWriter.write(dsn))).isEqualTo(golden("every-action.eml"));
  }

  @Test
  void repeatsTheTimesThatItsSenderSet() throws IOException {
    // RFC 2852 §5, RFC 4865 §5.1.2
    MailParameters asked =
        new MailParameters(
            Body.SEVEN_BIT,
            false,
            Optional.of("QQ 314159"),
            Optional.empty(),
            false,
            Optional.of(new DeliverBy(ACCEPTED.plusSeconds(7200), DeliverBy.Mode.RETURN, false)),
            Optional.of(new Hold(ACCEPTED.plusSeconds(3600), "for;3600")),
            0);
    Dsn dsn =
        dsn(
            "bob@example.test",
            HEADER,
            asked,
            Optional.empty(),
            failed("dave@gone.test", "5.4.7", null, "Too late"));
    assertThat(text(DsnWriter.write(dsn)))
        .contains(
            """
            Original-Envelope-Id: QQ 314159
            Reporting-MTA: dns; mx.example.test
            Arrival-Date: Tue, 24 Nov 2026 06:00:00 +0000
            Deliver-By-Date: Tue, 24 Nov 2026 08:00:00 +0000
            Future-Release-Request: for;3600

            Final-Recipient: rfc822; dave@gone.test
            """);
  }

  @Test
  void givesTheWholeMailBack() throws IOException {
    byte[] whole = (HEADER + "\nAt one?\n").replace("\n", "\r\n").getBytes(UTF_8);
    Dsn dsn =
        dsn(
            Optional.empty(),
            Optional.of(whole),
            failed("dave@gone.test", "5.1.2", null, "The domain gone.test does not exist"));
    assertThat(text(DsnWriter.write(dsn))).isEqualTo(golden("whole.eml"));
  }

  @Test
  void neverLetsAnOriginalRecipientAddFields() {
    Recipient sly = asked("a@b.test", "rfc822;a@b.test\r\nAction: delivered");
    Dsn dsn =
        dsn(
            Optional.empty(),
            Optional.empty(),
            DsnReport.own(Action.FAILED, sly, "5.1.1", "There is none"));
    assertThat(text(DsnWriter.write(dsn)))
        .contains("Original-Recipient: rfc822; a@b.test??Action: delivered\n");
  }

  private static String block(String mail, int max) {
    return new String(Octets.headerBlock(mail.getBytes(UTF_8), max), UTF_8);
  }

  private static DsnReport failed(
      String recipient, String status, @Nullable String host, String diagnostic) {
    return DsnReport.of(
        Action.FAILED, Recipient.of(EmailAddress.of(recipient)), status, host, diagnostic);
  }

  private static Recipient asked(String path, String original) {
    return new Recipient(
        EmailAddress.of(path), Set.of(), Optional.of(OriginalRecipient.parse(original)));
  }

  private static Dsn dsn(String to, String header, DsnReport... reports) {
    return dsn(to, header, asked(Optional.empty()), Optional.empty(), reports);
  }

  private static Dsn dsn(
      Optional<String> envelopeId, Optional<byte[]> whole, DsnReport... reports) {
    return dsn("bob@example.test", HEADER, asked(envelopeId), whole, reports);
  }

  private static MailParameters asked(Optional<String> envelopeId) {
    return new MailParameters(
        Body.SEVEN_BIT,
        false,
        envelopeId,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        0);
  }

  private static Dsn dsn(
      String to,
      String header,
      MailParameters asked,
      Optional<byte[]> whole,
      DsnReport... reports) {
    return new Dsn(
        MAIL.derive("dsn 7"),
        "mx.example.test",
        EmailAddress.of(to),
        NOW,
        ACCEPTED,
        asked,
        List.of(reports),
        header.replace("\n", "\r\n").getBytes(UTF_8),
        whole);
  }

  private static String text(byte[] mail) {
    String text = new String(mail, UTF_8);
    assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
    return text.replace("\r\n", "\n");
  }

  private static String golden(String file) throws IOException {
    try (InputStream in = DsnWriterTest.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
    }
  }
}
