package dev.yubin.mailbox.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/// Mails in which programs that read or write mail go wrong. Each ends with a line end and has a
/// header; octets are characters of ISO 8859-1.
final class AwkwardMails {
  /// A multipart whose end is missing.
  static final String UNCLOSED = "<nested@";

  /// A header with octets beyond ASCII.
  static final String RAW_HEADER = "<raw@";

  private AwkwardMails() {}

  static List<String> all() {
    return List.of(
        simple("one", "Hello.\r\n"),
        simple("dots", ".\r\n..\r\n.leading\r\n\r\n.\r\n"),
        simple(
            "from", "text\r\n\r\nFrom nobody Tue Nov 24 10:00:00 2026\r\n>From here\r\n\r\n\r\n"),
        simple("empty", ""),
        simple("eight-bits", octets("Grüße, 日本語\r\n", UTF_8)),
        simple("iso-2022-jp", octets("漢字かな\r\n", Charset.forName("ISO-2022-JP"))),
        simple("long-line", "x".repeat(5_000) + "\r\n"),
        octets("Subject: ", UTF_8)
            + octets("日本語の件名", UTF_8)
            + "\r\nX-Folded: a\r\n\t b\r\n  c   \r\nMessage-ID: <raw@example.test>\r\n\r\nbody\r\n",
        nested(),
        large());
  }

  /// Those without some, by the beginnings of their Message-IDs.
  static List<String> allBut(String... ids) {
    return all().stream().filter(mail -> Stream.of(ids).noneMatch(mail::contains)).toList();
  }

  /// In any order. The middle of long mails is compared by its digest, so that a difference can be
  /// read.
  static void assertSame(List<String> actual, List<String> expected) {
    assertThat(abridged(actual)).containsExactlyInAnyOrderElementsOf(abridged(expected));
  }

  private static List<String> abridged(List<String> mails) {
    return mails.stream().map(AwkwardMails::abridged).toList();
  }

  private static String abridged(String mail) {
    int kept = 1_000;
    if (mail.length() <= 3 * kept) {
      return mail;
    }
    String middle = mail.substring(kept, mail.length() - kept);
    return mail.substring(0, kept)
        + "[%d octets, %s]"
            .formatted(middle.length(), UUID.nameUUIDFromBytes(middle.getBytes(ISO_8859_1)))
        + mail.substring(mail.length() - kept);
  }

  /// A mail with a usual header.
  static String simple(String id, String body) {
    return """
    From: Alice <alice@example.test>
    To: bob@example.test
    Subject: =?UTF-8?B?5pel5pys6Kqe?= %1$s
    Date: Tue, 24 Nov 2026 10:00:00 +0900
    Message-ID: <%1$s@example.test>
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: 8bit

    """
            .formatted(id)
            .replace("\n", "\r\n")
        + body;
  }

  private static String nested() {
    return """
    From: a@example.test
    Subject: nested
    Message-ID: <nested@example.test>
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="a"

    preamble
    --a
    Content-Type: multipart/alternative; boundary=b

    --b

    plain
    --b
    Content-Type: text/html

    <p>html</p>
    --b--
    --a
    Content-Type: message/rfc822

    Subject: inner
    From: b@example.test

    inner body
    --a
    Content-Type: text/plain; name*=utf-8''%E6%97%A5.txt

    no end
    """
        .replace("\n", "\r\n");
  }

  /// Several chunks of the store.
  private static String large() {
    byte[] attachment = new byte[1_500_000];
    new Random(1).nextBytes(attachment);
    return """
    From: a@example.test
    Subject: large
    Message-ID: <large@example.test>
    MIME-Version: 1.0
    Content-Type: application/octet-stream
    Content-Transfer-Encoding: base64

    """
            .replace("\n", "\r\n")
        + Base64.getMimeEncoder().encodeToString(attachment)
        + "\r\n";
  }

  private static String octets(String text, Charset charset) {
    return new String(text.getBytes(charset), ISO_8859_1);
  }
}
