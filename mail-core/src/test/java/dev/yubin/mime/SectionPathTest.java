package dev.yubin.mime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mime.SectionPath.What;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectionPathTest {

  @Test
  void readsNumbersAndNames() {
    assertThat(SectionPath.parse("")).contains(new SectionPath(List.of(), What.ALL));
    assertThat(SectionPath.parse("text")).contains(new SectionPath(List.of(), What.TEXT));
    assertThat(SectionPath.parse("1")).contains(new SectionPath(List.of(1), What.ALL));
    assertThat(SectionPath.parse("4.2.2.Header"))
        .contains(new SectionPath(List.of(4, 2, 2), What.HEADER));
    assertThat(SectionPath.parse("10.MIME")).contains(new SectionPath(List.of(10), What.MIME));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MIME",
        "0",
        "1.0",
        "01",
        "-1",
        "1.",
        ".1",
        "1..2",
        "HEADER.1",
        "1.HEADER.TEXT",
        "BODY",
        "1.HEADER.FIELDS",
        "99999999999",
        "1 ",
        "1.2.x"
      })
  void refusesWhatIsNoSection(String text) {
    assertThat(SectionPath.parse(text)).isEmpty();
  }

  @Test
  void refusesAPathDeeperThanAnyMail() {
    String deepest = "1.".repeat(MimeScanner.MAX_DEPTH);
    assertThat(SectionPath.parse(deepest + "TEXT")).isPresent();
    assertThat(SectionPath.parse("1." + deepest + "1.TEXT")).isEmpty();
  }

  /// RFC 3501 §6.4.5 and RFC 9051 §6.4.5.1: what the example does not list is not there.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "1.1",
        "1.HEADER",
        "1.TEXT",
        "2.1",
        "3.3",
        "3.1.1",
        "4.3",
        "4.HEADER",
        "4.TEXT",
        "4.1.TEXT",
        "4.2.3",
        "4.2.2.3",
        "4.2.2.HEADER",
        "4.2.2.1.1"
      })
  void findsNoSectionThatTheMailDoesNotHave(String section) throws IOException {
    MimeStructure structure = MimeScanner.scan(Golden.mail("rfc3501-part-numbers"));
    assertThat(structure.find(SectionPath.parse(section).orElseThrow())).isEmpty();
  }
}
