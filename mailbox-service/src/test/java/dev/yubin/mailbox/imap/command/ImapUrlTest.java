package dev.yubin.mailbox.imap.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// RFC 5092 §6, as RFC 4469 uses it.
class ImapUrlTest {
  private static ImapUrl parsed(String url) {
    return ImapUrl.parse(url).orElseThrow();
  }

  @Example
  void readsAPartOfAMessage() {
    ImapUrl url = parsed("/Drafts;UIDVALIDITY=385759045/;UID=20/;section=1.2.MIME/;PARTIAL=5.10");
    assertThat(url.mailbox()).isEqualTo("Drafts");
    assertThat(url.uidValidity()).isEqualTo(OptionalLong.of(385759045));
    assertThat(url.uid()).isEqualTo(20);
    assertThat(url.section().path().numbers()).containsExactly(1, 2);
    assertThat(url.section().partial()).contains(new FetchItem.Partial(5, 10));
  }

  @Example
  void readsFieldsOfAHeader() {
    ImapUrl url = parsed("/inbox/;UID=1/;SECTION=HEADER.FIELDS.NOT%20(To%20Cc)");
    assertThat(url.mailbox()).isEqualTo("INBOX");
    assertThat(url.section().fields())
        .isEqualTo(new FetchItem.FieldNames(List.of("To", "Cc"), true));
    assertThat(url.section().isMailHeader()).isTrue();
  }

  @Example
  void isOfTheSelectedMailboxWhereItNamesNone() {
    assertThat(parsed(";UID=7").mailbox()).isNull();
    assertThat(parsed("/;UID=7").mailbox()).isNull();
  }

  @Example
  void isNoneWhereItIsBroken() {
    for (String url :
        List.of(
            "",
            "/INBOX",
            "/INBOX/;UID=0",
            "/INBOX/;UID=99999999999",
            "//other.example/INBOX/;UID=1",
            "imap://other.example/INBOX/;UID=1",
            "/%zz/;UID=1",
            "/%/;UID=1",
            "/%c3/;UID=1",
            "/INBOX/;UID=1/;SECTION=%",
            "/INBOX/;UID=1/;SECTION=1.HEADER.FIELDS",
            "/INBOX/;UID=1/;SECTION=NOTHING",
            "/INBOX/;UID=1/;PARTIAL=x")) {
      assertThat(ImapUrl.parse(url)).as(url).isEmpty();
    }
  }

  @Property
  void readsBackAnyName(@ForAll("names") String name) {
    Assume.that(!name.startsWith("/"));
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    String kept = Normalizer.normalize(name, Normalizer.Form.NFC);
    assertThat(parsed("/" + encoded + "/;UID=1").mailbox()).isEqualTo(kept);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .withChars(" /;%+=&()[]é郵\u0301")
        .ofMinLength(1)
        .ofMaxLength(20)
        .filter(name -> !name.equalsIgnoreCase("INBOX"));
  }

  @Property(tries = 5000)
  void isReadOrIsNone(@ForAll("pieces") List<String> pieces) {
    assertThat(ImapUrl.parse(String.join("", pieces))).isNotNull();
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of(
            "/",
            ";",
            ";UID=",
            "1",
            "INBOX",
            ";UIDVALIDITY=",
            ";SECTION=",
            ";PARTIAL=",
            "%20",
            "%",
            "HEADER.FIELDS",
            "(",
            ")",
            ".",
            " ",
            "\u0000",
            "é",
            "9999999999",
            "\n")
        .list()
        .ofMaxSize(30);
  }

  /// The pattern must neither take for ever nor overflow the stack.
  @Example
  void isBounded() {
    for (String piece : List.of("a", "/", ";", "%20", ";UID=1", "(", "a b ", "1.")) {
      String many = piece.repeat(16_000 / piece.length());
      assertThat(ImapUrl.parse("/" + many + "/;UID=1/;SECTION=" + many)).isNotNull();
    }
  }
}
