package dev.yubin.smtp.inspection.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.smtp.Corpus;
import dev.yubin.smtp.content.HeaderField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// A field is ours or is not, whatever it says, and what we write of strangers is one field.
class AuthenticationResultsFuzzTest {

  @Property
  void isOursOrIsNot(@ForAll("texts") String text) {
    HeaderField field =
        HeaderField.of("Authentication-Results:" + text.replaceAll("\\R(?! )", " ") + "\r\n");
    assertThat(AuthenticationResults.isOurs(field, "mx.example.test"))
        .isEqualTo(
            AuthservId.of(field.value()).filter("mx.example.test"::equalsIgnoreCase).isPresent());
    HeaderField written =
        AuthenticationResults.field("mx.example.test", List.of(Method.spf("fail", text, text)));
    assertThat(AuthenticationResults.isOurs(written, "mx.example.test")).isTrue();
    assertThat(new String(written.octets(), StandardCharsets.UTF_8))
        .endsWith("\r\n")
        .doesNotContain("\r\n\r\n")
        .doesNotContainPattern("\r(?!\n)|(?<!\r)\n|\r\n(?! |$)");
  }

  @Example
  void bearsTheCorpus() throws IOException {
    Corpus.of("results/fields.txt").forEach(this::isOursOrIsNot);
  }

  /// A pattern must neither take for ever nor overflow the stack.
  @Example
  void isBounded() {
    for (String piece :
        List.of("(", ")", "\"", "\\", "((", ")(", "mx.example.test", " ", "\r\n ", "(\\", "a;")) {
      isOursOrIsNot(piece.repeat(50_000));
      isOursOrIsNot(piece.repeat(200));
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "mx.example.test",
            "MX",
            "other.test",
            "\"",
            "\\",
            "(",
            ")",
            ";",
            " ",
            "\t",
            "\r\n ",
            "\r",
            "\n",
            "1",
            "spf=pass",
            "=",
            "smtp.mailfrom=",
            "a@b.example",
            "@",
            "é",
            "\0",
            "\u2028")
        .list()
        .ofMaxSize(30)
        .map(pieces -> String.join("", pieces));
  }
}
