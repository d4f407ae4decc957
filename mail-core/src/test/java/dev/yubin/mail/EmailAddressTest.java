package dev.yubin.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "alice@example.test | alice | example.test",
        "Alice.B+tag@EXAMPLE.Test | Alice.B+tag | example.test",
        "\"john doe\"@example.org | john doe | example.org",
        "\"a\\\"b\\\\c@d\"@example.org | a\"b\\c@d | example.org",
        "\"plain\"@example.org | plain | example.org",
        "user@[192.0.2.1] | user | [192.0.2.1]",
        "user@[IPv6:2001:db8::1] | user | [IPv6:2001:db8::1]",
        "user@[IPv6:::ffff:192.0.2.1] | user | [IPv6:::ffff:192.0.2.1]",
        "太郎@例え.jp | 太郎 | xn--r8jz45g.jp",
        "taro@例え。JP | taro | xn--r8jz45g.jp",
        "x@localhost | x | localhost",
      })
  void readsAnAddress(String text, String localPart, String domain) {
    assertThat(EmailAddress.parse(text)).contains(new EmailAddress(localPart, domain));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "a@",
        "@b",
        "a",
        "a b@example.org",
        ".a@example.org",
        "a.@example.org",
        "a..b@example.org",
        "\"\"@example.org",
        "\"a@example.org",
        "a\"b\"@example.org",
        "a@-example.org",
        "a@example-.org",
        "a@exa_mple.org",
        "a@example..org",
        "a@example.org.",
        "a@[1.2.3]",
        "a@[300.1.1.1]",
        "a@[::1]",
        "a@[IPv6:]",
        "a@[IPv6:1.2.3.4]",
        "a@[IPv6:2001:db8:::1]",
        "a@[IPv6:2001:db8::12345]",
        "a@b@example.org",
        "a\n@example.org",
        "\"a\r\nb\"@example.org",
        "a\u0000@example.org",
        "\ud800@example.org"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThat(EmailAddress.parse(text)).isEmpty();
  }

  @Test
  void boundsLocalPartAndDomain() {
    String domain = "a.".repeat(126) + "example";
    assertThat(EmailAddress.parse("x".repeat(64) + "@example.org")).isPresent();
    assertThat(EmailAddress.parse("x".repeat(65) + "@example.org")).isEmpty();
    assertThat(EmailAddress.parse("é".repeat(33) + "@example.org")).isEmpty();
    assertThat(EmailAddress.parse("x@" + domain.substring(domain.length() - 255))).isPresent();
    assertThat(EmailAddress.parse("x@a" + domain.substring(domain.length() - 255))).isEmpty();
  }

  @Test
  void hasRoomForASenderThatAForwarderRewrote() {
    // RFC 5321 §4.5.3.1.3
    assertThat(EmailAddress.parse("SRS0=" + "x".repeat(100) + "@example.org")).isPresent();
    assertThat(EmailAddress.parse("SRS0=" + "x".repeat(180) + "@" + "a.".repeat(35) + "org"))
        .isEmpty();
    assertThat(EmailAddress.parse("SRS2=" + "x".repeat(100) + "@example.org")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.", "\"", "\"\\\"", "é", "@", "[", "1."})
  void refusesAnEndlessText(String piece) {
    assertThat(EmailAddress.parse(piece.repeat(200_000) + "\"@" + piece.repeat(200_000))).isEmpty();
    assertThat(EmailAddress.parse("\"" + piece.repeat(200_000) + "\"@example.org")).isEmpty();
  }

  @Test
  void quotesTheLocalPartOnlyWhereItMust() {
    assertThat(EmailAddress.of("\"plain\"@example.org")).hasToString("plain@example.org");
    assertThat(EmailAddress.of("\"a \\\"b\"@example.org")).hasToString("\"a \\\"b\"@example.org");
  }

  @Test
  void sharesAKeyBetweenSpellings() {
    assertThat(EmailAddress.of("Alice@Example.TEST").key()).isEqualTo("alice@example.test");
  }

  @Test
  void knowsWhetherItNeedsSmtpUtf8() {
    assertThat(EmailAddress.of("taro@例え.jp").isAscii()).isTrue();
    assertThat(EmailAddress.of("太郎@example.jp").isAscii()).isFalse();
  }

  @Test
  void saysWhichTextIsNoAddress() {
    assertThatThrownBy(() -> EmailAddress.of("nobody"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nobody");
  }

  @Property
  void readsWhatItHasWritten(@ForAll("addresses") String text) {
    EmailAddress.parse(text)
        .ifPresent(
            address -> {
              assertThat(EmailAddress.parse(address.toString())).contains(address);
              assertThat(address.toString().getBytes(UTF_8))
                  .hasSizeLessThanOrEqualTo(2 * 190 + 2 + 1 + 255);
            });
  }

  @Property
  void neverThrows(@ForAll String local, @ForAll String domain) {
    assertThat(EmailAddress.parse(local)).isNotNull();
    assertThat(EmailAddress.parse(local + "@" + domain)).isNotNull();
  }

  @Provide
  Arbitrary<String> addresses() {
    Arbitrary<String> atom = Arbitraries.strings().withChars("aB.+\"\\ @é").ofMaxLength(12);
    Arbitrary<String> quoted = atom.map(text -> "\"" + text + "\"");
    Arbitrary<String> domain =
        Arbitraries.oneOf(
            Arbitraries.strings().withChars("aB-.é").ofMinLength(1).ofMaxLength(12),
            Arbitraries.of("example.org", "[192.0.2.1]", "[IPv6:::1]"));
    return Combinators.combine(Arbitraries.oneOf(atom, quoted), domain)
        .as((left, right) -> left + "@" + right);
  }
}
