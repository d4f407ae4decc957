package dev.yubin.mailbox.imap.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeedleTest {

  @ParameterizedTest
  @CsvSource({"HELLO, say hello, true", "ユウビン, ﾕｳﾋﾞﾝ局, true", "ＡＢＣ, abc, true", "x, y, false"})
  void foldsCaseAndWidth(String text, String in, boolean found) {
    assertThat(new Needle(text).isIn(in)).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16_380, 16_384, 20_000, 32_760, 100_000})
  void findsAcrossWindows(int before) throws IOException {
    String text = "a".repeat(before) + "Needle" + "b".repeat(10);
    assertThat(new Needle("nEEDLE").isIn(new StringReader(text))).isTrue();
  }

  @Test
  void endsWhereTheTextEnds() throws IOException {
    assertThat(new Needle("needle").isIn(new StringReader("a".repeat(50_000)))).isFalse();
    assertThat(new Needle("needle").isIn(new StringReader(""))).isFalse();
    assertThat(new Needle("").isIn(new StringReader(""))).isTrue();
  }
}
