package dev.yubin.delivery.probe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// What the probe's mails came to.
final class ProbeMeters {
  private final Timer time;
  private final Counter visible;
  private final Counter lost;
  private final Counter refused;

  ProbeMeters(MeterRegistry meters) {
    this.time =
        Timer.builder("yubin.probe")
            .description("From the acceptance of a probe's mail to its place in a mailbox")
            .register(meters);
    this.visible = counter(meters, "visible");
    this.lost = counter(meters, "lost");
    this.refused = counter(meters, "refused");
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder("yubin.probe.mails")
        .description("Mails of the probe by what they came to")
        .tag("outcome", outcome)
        .register(meters);
  }

  void visible(Duration after) {
    time.record(after);
    visible.increment();
  }

  void lost() {
    lost.increment();
  }

  void refused() {
    refused.increment();
  }
}
