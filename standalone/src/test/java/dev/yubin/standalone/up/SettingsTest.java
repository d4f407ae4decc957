package dev.yubin.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.standalone.instance.CommandFailedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void prefersTheCommandLineToTheEnvironment() {
    Settings settings =
        Settings.of(
            List.of("--yubin.smtp.port=25"),
            Map.of("YUBIN_SMTP_PORT", "26", "YUBIN_SMTP_SUBMISSIONPORT", "588"));

    assertThat(settings.port("yubin.smtp.port", 2525)).isEqualTo(25);
    assertThat(settings.port("yubin.smtp.submission-port", 2587)).isEqualTo(588);
    assertThat(settings.port("yubin.imap.port", 2143)).isEqualTo(2143);
  }

  @Test
  void keepsEqualsSignsOfAValue() {
    Settings settings = Settings.of(List.of("--spring.x.y=a=b"), Map.of());

    assertThat(settings.value("spring.x.y", "")).isEqualTo("a=b");
  }

  @Test
  void refusesWhatIsNoProperty() {
    for (String word : List.of("bla", "--yubin.smtp.port", "--demoo", "-x", "--Yubin.x=1")) {
      assertThatThrownBy(() -> Settings.of(List.of(word), Map.of()))
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining(word);
    }
  }

  @Test
  void namesThePropertyWhoseValueIsNoPort() {
    for (String value : List.of("x", "-1", "65536", "", "1234567")) {
      Settings settings = Settings.of(List.of("--yubin.smtp.port=" + value), Map.of());
      assertThatThrownBy(() -> settings.port("yubin.smtp.port", 2525))
          .hasMessage("yubin.smtp.port=" + value + " is not a port: give a number from 0 to 65535");
    }
  }
}
