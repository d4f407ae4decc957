package dev.yubin.delivery.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yubin.delivery.arrival.Accounts;
import dev.yubin.delivery.arrival.Suite;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/// The probe within the whole service, on a real PostgreSQL and a real Kafka.
class ProbeIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private Suite suite;

  @BeforeEach
  void start() throws IOException {
    suite = new Suite();
  }

  @AfterEach
  void stop() throws Exception {
    suite.close();
  }

  @Test
  void seesItsMailsAndRemovesThem() {
    try (ConfigurableApplicationContext service = probing("probe@example.test", "30s")) {
      await().atMost(SOON).until(() -> mails(service, "visible") >= 3);

      assertThat(mails(service, "lost")).isZero();
      assertThat(mails(service, "refused")).isZero();
      assertThat(service.getBean(MeterRegistry.class).get("yubin.probe").timer().count())
          .isGreaterThanOrEqualTo(3);
      service.getBean(Probe.class).stop();
      await()
          .atMost(SOON)
          .until(
              () ->
                  new Accounts(service.getBean(DataSource.class)).count("probe@example.test") <= 1);
    }
  }

  @Test
  void tellsOfAMailThatGoesNowhere() {
    try (ConfigurableApplicationContext service = probing("nobody@example.test", "200ms")) {
      await().atMost(SOON).until(() -> mails(service, "lost") >= 2);

      assertThat(mails(service, "visible")).isZero();
    }
  }

  @Test
  void mustHaveAnAddress() {
    assertThatThrownBy(
            () -> new ProbeProperties("probe", Duration.ofMinutes(1), Duration.ofSeconds(30)))
        .hasMessage("yubin.delivery.probe.address=probe must be an address: probe@example.org");
  }

  /// The account is there before the first mail.
  private ConfigurableApplicationContext probing(String address, String patience) {
    try (ConfigurableApplicationContext service = suite.start("yubin.hostname=mx.example.test")) {
      Accounts accounts = new Accounts(service.getBean(DataSource.class));
      accounts.addDomain("example.test");
      accounts.add("probe@example.test");
    }
    return suite.start(
        "yubin.hostname=mx.example.test",
        "yubin.delivery.probe.address=" + address,
        "yubin.delivery.probe.interval=200ms",
        "yubin.delivery.probe.patience=" + patience);
  }

  private static double mails(ConfigurableApplicationContext service, String outcome) {
    return service
        .getBean(MeterRegistry.class)
        .get("yubin.probe.mails")
        .tag("outcome", outcome)
        .counter()
        .count();
  }
}
