package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.delivery.client.ClientTimeouts;
import dev.yubin.delivery.client.ConnectionProperties;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Fixes every property name and default of the outbound side.
class OutboundPropertiesTest {

  @Test
  void hasDefaults() {
    OutboundProperties properties = bind("yubin.delivery", OutboundProperties.class, Map.of());
    assertThat(properties.remotePort()).isEqualTo(25);
    assertThat(properties.smarthost()).isNull();
    assertThat(properties.drain()).isEqualTo(Duration.ofSeconds(20));
    assertThat(properties.retry().schedule())
        .containsExactly(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4));
    assertThat(properties.retry().maxAge()).isEqualTo(Duration.ofDays(5));
    assertThat(properties.concurrency()).isEqualTo(new OutboundProperties.Concurrency(200, 20));
    assertThat(properties.delayWarning())
        .isEqualTo(new OutboundProperties.DelayWarning(Duration.ofHours(4), false));
    assertThat(properties.tls()).isEqualTo(new OutboundProperties.Tls(null, Map.of()));
    assertThat(bind("yubin.services", ServiceProperties.class, Map.of()))
        .isEqualTo(
            new ServiceProperties(URI.create("http://127.0.0.1:8084"), Duration.ofSeconds(20)));
  }

  @Test
  void waitsAsLongAsRfc5321Says() {
    // RFC 5321 §4.5.3.2
    assertThat(bind("yubin.delivery.timeouts", ClientTimeouts.class, Map.of()))
        .isEqualTo(
            new ClientTimeouts(
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(2),
                Duration.ofMinutes(3),
                Duration.ofMinutes(10),
                Duration.ofSeconds(5),
                Duration.ofMinutes(30)));
  }

  @Test
  void keepsConnectionsAndSparesSites() {
    assertThat(bind("yubin.delivery.connections", ConnectionProperties.class, Map.of()))
        .isEqualTo(new ConnectionProperties(Duration.ofSeconds(10), 100, 200));
    assertThat(bind("yubin.delivery.sites", SiteProperties.class, Map.of()))
        .isEqualTo(new SiteProperties(20, 0, Map.of()));
    SiteProperties sites =
        bind(
            "yubin.delivery.sites",
            SiteProperties.class,
            Map.of(
                "yubin.delivery.sites.by-name[MX.example.net].connections", "2",
                "yubin.delivery.sites.by-name[MX.example.net].mails-per-minute", "60"));
    assertThat(sites.of("mx.example.net")).isEqualTo(new SiteProperties.Throttle(2, 60));
    assertThat(sites.of("mx.example.org")).isEqualTo(new SiteProperties.Throttle(20, 0));
  }

  @Test
  void readsNames() {
    OutboundProperties properties =
        bind(
            "yubin.delivery",
            OutboundProperties.class,
            Map.of(
                "yubin.delivery.remote-port", "2526",
                "yubin.delivery.smarthost", "mail.example.net:587",
                "yubin.delivery.drain", "5s",
                "yubin.delivery.retry.schedule", "1s,2s",
                "yubin.delivery.retry.max-age", "1h",
                "yubin.delivery.concurrency.total", "20",
                "yubin.delivery.concurrency.destination", "2",
                "yubin.delivery.delay-warning.after", "1h",
                "yubin.delivery.delay-warning.unasked", "true",
                "yubin.delivery.tls.domains[Elsewhere.test]", "dane-only"));
    assertThat(properties)
        .isEqualTo(
            new OutboundProperties(
                2526,
                "mail.example.net:587",
                Duration.ofSeconds(5),
                new OutboundProperties.Retry(
                    List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)), Duration.ofHours(1)),
                new OutboundProperties.Concurrency(20, 2),
                new OutboundProperties.DelayWarning(Duration.ofHours(1), true),
                new OutboundProperties.Tls(
                    null, Map.of("elsewhere.test", OutboundProperties.TlsRule.DANE_ONLY))));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> bind("remote-port", "70000"))
        .hasRootCauseMessage("yubin.delivery.remote-port=70000 is no port; it is 1 to 65535");
    assertThatThrownBy(() -> bind("retry.schedule", "0s"))
        .hasRootCauseMessage(
            "yubin.delivery.retry.schedule=[PT0S] must be waits of more than 0: 1m,5m");
    assertThatThrownBy(() -> bind("delay-warning.after", "0s"))
        .hasRootCauseMessage("yubin.delivery.delay-warning.after=PT0S must be more than 0: 4h");
    assertThatThrownBy(() -> bind("concurrency.destination", "201"))
        .hasRootCauseMessage(
            "yubin.delivery.concurrency.destination=201 must be at least 1 and at most"
                + " yubin.delivery.concurrency.total=200");
  }

  private static void bind(String name, String value) {
    bind("yubin.delivery", OutboundProperties.class, Map.of("yubin.delivery." + name, value));
  }

  private static <T> T bind(String prefix, Class<T> type, Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate(prefix, Bindable.of(type));
  }
}
