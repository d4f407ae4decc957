package dev.yubin.smtp.inspection.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.inspection.dkim.DkimResult;
import dev.yubin.smtp.inspection.dkim.DkimVerdict;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class AuthenticationResultsTest {
  private static boolean isOurs(String value) {
    return AuthenticationResults.isOurs(
        HeaderField.of("Authentication-Results:" + value + "\r\n"), "mx.example");
  }

  @Test
  void writesWhatWasFound() {
    DkimResult dkim =
        new DkimResult(
            DkimVerdict.PASS, "a.example", "@a.example", "s1", "rsa-sha256", "ab/d+f==", "");
    HeaderField field =
        AuthenticationResults.field(
            "mx.example", List.of(Method.spf("pass", "joe@a.example", "h"), Method.dkim(dkim)));
    assertThat(new String(field.octets()))
        .isEqualTo(
            "Authentication-Results: mx.example;\r\n"
                + " spf=pass smtp.mailfrom=joe@a.example smtp.helo=h;\r\n"
                + " dkim=pass header.d=a.example header.i=@a.example header.s=s1\r\n"
                + "  header.a=rsa-sha256 header.b=\"ab/d+f==\"\r\n");
  }

  @Test
  void saysNoneWithoutMethods() {
    assertThat(AuthenticationResults.text("mx.example", List.of())).isEqualTo("mx.example; none");
  }

  @Test
  void recognisesOurName() {
    assertThat(isOurs(" mx.example; spf=pass")).isTrue();
    assertThat(isOurs(" (a (b\\)) c)\r\n\tMX.Example(x) 1; none")).isTrue();
    assertThat(isOurs("\"mx\\.example\";none")).isTrue();
    assertThat(isOurs(" mx.example.org; none")).isFalse();
    assertThat(isOurs(" (mx.example) other; none")).isFalse();
    assertThat(isOurs("")).isFalse();
  }

  @Property(tries = 1_000)
  void anyTextIsReadAndWrittenWithoutALineOfItsOwn(@ForAll @StringLength(max = 200) String text) {
    isOurs(text);
    isOurs("(" + text);
    isOurs("\"" + text);
    assertThat(Quoting.value(text)).doesNotContain("\r", "\n");
    assertThat(Quoting.comment(text)).doesNotContain("\r", "\n");
  }
}
