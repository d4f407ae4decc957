package dev.yubin.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderFieldsTest {
  private static final String BLOCK =
      """
      Received: from a
      \tby b
      Subject: one
       two
      to: x@example.org
      this is no field
      Subject : again
      X-Empty:

      """
          .replace("\n", "\r\n");

  private final HeaderFields fields = new HeaderFields(BLOCK.getBytes(ISO_8859_1));

  @Test
  void selectsFieldsAsTheyStandAndTheBlankLine() {
    assertThat(text(fields.select(List.of("SUBJECT", "To"))))
        .isEqualTo("Subject: one\r\n two\r\nto: x@example.org\r\nSubject : again\r\n\r\n");
  }

  @Test
  void selectsAllButTheNamedFields() {
    assertThat(text(fields.selectNot(List.of("subject", "received", "x-unknown"))))
        .isEqualTo("to: x@example.org\r\nthis is no field\r\nX-Empty:\r\n\r\n");
  }

  @Test
  void selectsOnlyTheBlankLineWhenNoFieldMatches() {
    assertThat(text(fields.select(List.of("X-Unknown")))).isEqualTo("\r\n");
  }

  @Test
  void addsNoBlankLineThatTheBlockDoesNotHave() {
    HeaderFields open = new HeaderFields("A: 1\nB: 2".getBytes(ISO_8859_1));
    assertThat(text(open.select(List.of("b")))).isEqualTo("B: 2");
    assertThat(text(open.selectNot(List.of("b")))).isEqualTo("A: 1\n");
    assertThat(new HeaderFields(new byte[0]).select(List.of("b"))).isEmpty();
  }

  @Test
  void unfoldsAValue() {
    assertThat(fields.first("subject")).contains("one two");
    assertThat(fields.first("Received")).contains("from a\tby b");
    assertThat(fields.all("Subject")).containsExactly("one two", "again");
    assertThat(fields.first("X-Empty")).contains("");
    assertThat(fields.first("X-Unknown")).isEmpty();
  }

  private static String text(byte[] octets) {
    return new String(octets, ISO_8859_1);
  }
}
