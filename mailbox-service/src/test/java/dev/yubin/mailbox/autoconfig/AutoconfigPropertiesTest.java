package dev.yubin.mailbox.autoconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AutoconfigPropertiesTest {
  private static AutoconfigProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("yubin.autoconfig", AutoconfigProperties.class);
  }

  @Test
  void givesNothingByDefault() {
    assertThat(bind(Map.of()))
        .isEqualTo(new AutoconfigProperties(null, null, null, null, null, null, null, null));
  }

  @Test
  void refusesWhatIsNoPort() {
    assertThatThrownBy(() -> bind(Map.of("yubin.autoconfig.imap-port", "70000")))
        .rootCause()
        .hasMessage("yubin.autoconfig.*-port=70000 must be a port, 1 to 65535, or 0");
  }
}
