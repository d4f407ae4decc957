package dev.yubin.mail;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XtextTest {
  @Property
  void anyPrintableTextSurvives(@ForAll @CharRange(from = ' ', to = '~') String text) {
    assertThat(Xtext.decode(Xtext.encode(text))).contains(text);
  }

  /// RFC 3461 §4: `+` and `=` are never themselves.
  @Test
  void whatMayNotStandInAParameterIsWrittenInHexadecimal() {
    assertThat(Xtext.encode("a+b=c d")).isEqualTo("a+2Bb+3Dc+20d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a=b", "+2", "+2b", "+zz", "ä", "+0D+0A", "+FF", "a\u0000"})
  void whatIsNoXtextIsRefused(String text) {
    assertThat(Xtext.decode(text)).isEmpty();
  }
}
