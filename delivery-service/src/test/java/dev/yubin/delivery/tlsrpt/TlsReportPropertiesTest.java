package dev.yubin.delivery.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.delivery.tlsrpt.TlsReportProperties.Submitter;
import dev.yubin.mail.EmailAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TlsReportPropertiesTest {
  private static final String PREFIX = "yubin.delivery.tls-rpt.";

  @Test
  void hasDefaultsAndNames() {
    assertThat(bind(Map.of())).isEqualTo(new TlsReportProperties(null, null, Duration.ofHours(4)));
    TlsReportProperties properties =
        bind(
            Map.of(
                PREFIX + "contact", "tls@example.test",
                PREFIX + "organization", "Example Ltd",
                PREFIX + "spread", "1h"));
    EmailAddress contact = EmailAddress.of("tls@example.test");
    assertThat(properties.submitter()).isEqualTo(new Submitter("Example Ltd", contact));
    assertThat(bind(Map.of(PREFIX + "contact", "tls@example.test")).submitter())
        .isEqualTo(new Submitter("example.test", contact));
  }

  @Test
  void refusesWhatCannotBe() {
    for (String contact : new String[] {"", "tls", "tls@[127.0.0.1]", "ü@example.test"}) {
      assertThatThrownBy(() -> bind(Map.of(PREFIX + "contact", contact)))
          .hasRootCauseMessage(
              "yubin.delivery.tls-rpt.contact="
                  + contact
                  + " must be an address of ASCII, such as tls-reports@example.org");
    }
    assertThatThrownBy(() -> bind(Map.of(PREFIX + "spread", "13h")))
        .hasRootCauseMessage("yubin.delivery.tls-rpt.spread=PT13H must be from 0s to 12h");
  }

  private static TlsReportProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("yubin.delivery.tls-rpt", Bindable.of(TlsReportProperties.class));
  }
}
