package dev.yubin.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.IDNA;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InternationalDomainTest {

  @ParameterizedTest
  @CsvSource({
    "example.test, example.test",
    "EXAMPLE.Test, example.test",
    "BÜCHER.de, xn--bcher-kva.de",
    // Composed and not.
    "bu\u0308cher.de, xn--bcher-kva.de",
    // RFC 5894 §7.2: four characters that IDNA2003 mapped away.
    "faß.de, xn--fa-hia.de",
    "FAẞ.de, xn--fa-hia.de",
    "βόλος.com, xn--nxasmm1c.com",
    "ශ්\u200dරී.com, xn--10cl1a0b660p.com",
    "نامه\u200cای.com, xn--mgba3gch31f060k.com",
    // A-labels as they are.
    "xn--fa-hia.de, xn--fa-hia.de",
    "XN--BCHER-KVA.DE, xn--bcher-kva.de",
    "例え。jp, xn--r8jz45g.jp",
    "ｅｘａｍｐｌｅ.test, example.test"
  })
  void isWrittenInAscii(String name, String ascii) {
    assertThat(InternationalDomain.toAscii(name)).contains(ascii);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Joiners where they show nothing (RFC 5892 App. A.1 and A.2).
        "a\u200db.test",
        "a\u200cb.test",
        // An A-label of nothing, of ASCII, of upper case, of what is not composed, of no Punycode.
        "xn--.test",
        "xn--ascii-.test",
        "xn--bcher-KVA\u0308.test",
        "xn--u-ccb.test",
        "xn--0.test",
        "xn--a-ä.test",
        // RFC 5893 §2: right to left, beginning with a digit.
        "0\u05d0.test",
        "a_ü.test",
        "ü .test",
        "-ü.test",
        "ü..test",
        "\ud800.test"
      })
  void isRefused(String name) {
    assertThat(InternationalDomain.toAscii(name)).isEmpty();
  }

  @Test
  void keepsItsCharactersWhenAnAddressIsRead() {
    assertThat(EmailAddress.of("a@faß.de").domain()).isEqualTo("xn--fa-hia.de");
    assertThat(EmailAddress.parse("a@xn--ascii-.test")).isEmpty();
  }

  /// RFC 5890 §2.3.2.1: what was written is read as the same.
  @Property
  void isTheSameWhenReadAgain(@ForAll String name) {
    InternationalDomain.toAscii(name)
        .ifPresent(
            ascii -> {
              assertThat(InternationalDomain.toAscii(ascii)).contains(ascii);
              IDNA idna = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_UNICODE);
              String unicode =
                  idna.nameToUnicode(ascii, new StringBuilder(), new IDNA.Info()).toString();
              assertThat(InternationalDomain.toAscii(unicode)).contains(ascii);
            });
  }
}
