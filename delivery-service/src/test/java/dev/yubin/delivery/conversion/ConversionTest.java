package dev.yubin.delivery.conversion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ConversionTest {

  @Test
  void writesTextAsQuotedPrintable() throws IOException {
    assertThat(
            converted(
                """
                Subject: Hi
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                Grüße = alles
                """,
                Target.SEVEN_BIT))
        .isEqualTo(
            crlf(
                """
                Subject: Hi
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Gr=C3=BC=C3=9Fe =3D alles
                """));
  }

  @Test
  void keepsThePartsThatFit() throws IOException {
    assertThat(
            converted(
                """
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b
                Content-Transfer-Encoding: 8bit

                --b
                X-Header: stays

                ASCII
                --b
                Content-Type: image/x-test
                Content-Transfer-Encoding: 8bit

                é
                --b--
                """,
                Target.SEVEN_BIT))
        .isEqualTo(
            crlf(
                """
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b
                Content-Transfer-Encoding: 7bit

                --b
                X-Header: stays

                ASCII
                --b
                Content-Type: image/x-test
                Content-Transfer-Encoding: base64

                w6k=
                --b--
                """));
  }

  @Test
  void saysThatTheCharsetOfATextIsNotKnown() throws IOException {
    // RFC 1428 §3
    assertThat(converted("Subject: Hi\n\né\n", Target.SEVEN_BIT))
        .isEqualTo(
            crlf(
                """
                Subject: Hi
                Content-Type: text/plain; charset=unknown-8bit
                MIME-Version: 1.0
                Content-Transfer-Encoding: quoted-printable

                =C3=A9
                """));
  }

  @Test
  void touchesNothingThatIsSigned() throws IOException {
    // RFC 1847 §2.1
    String signed =
        """
        MIME-Version: 1.0
        Content-Type: multipart/signed; boundary=b

        --b

        %s
        --b
        Content-Type: application/pgp-signature

        xyz
        --b--
        """;
    assertThat(convert(signed.formatted("é"), Target.SEVEN_BIT))
        .isEqualTo(
            new Conversion.Impossible(
                "The host takes no such octets, and what has them is signed"));
    assertThat(convert(signed.formatted("e"), Target.SEVEN_BIT))
        .isInstanceOf(Conversion.Unneeded.class);
  }

  @Test
  void convertsNoHeaderAndNothingThatIsEncodedAlready() throws IOException {
    assertThat(convert("Subject: é\n\n", Target.SEVEN_BIT))
        .isInstanceOf(Conversion.Impossible.class);
    assertThat(convert("Content-Transfer-Encoding: base64\n\né\n", Target.SEVEN_BIT))
        .isInstanceOf(Conversion.Impossible.class);
  }

  @Test
  void leavesEightBitsToAHostThatTakesThem() throws IOException {
    assertThat(convert("Subject: Hi\n\né\n", Target.EIGHT_BIT))
        .isInstanceOf(Conversion.Unneeded.class);
  }

  @Test
  void findsHeadersBeyondAsciiAtAnyDepth() throws IOException {
    assertThat(hasAsciiHeaders("Subject: Hi\n\né\n")).isTrue();
    assertThat(hasAsciiHeaders("Subject: é\n\nHi\n")).isFalse();
    assertThat(hasAsciiHeaders("Content-Type: message/rfc822\n\nSubject: é\n\nHi\n")).isFalse();
  }

  private static boolean hasAsciiHeaders(String mail) throws IOException {
    return Conversion.hasAsciiHeaders(() -> new ByteArrayInputStream(crlf(mail).getBytes(UTF_8)));
  }

  private static String converted(String mail, Target target) throws IOException {
    Conversion.Converted converted = (Conversion.Converted) convert(mail, target);
    try (InputStream octets = converted.content().open()) {
      return new String(octets.readAllBytes(), UTF_8);
    }
  }

  private static Conversion convert(String mail, Target target) throws IOException {
    return Conversion.of(() -> new ByteArrayInputStream(crlf(mail).getBytes(UTF_8)), false, target);
  }

  private static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }
}
