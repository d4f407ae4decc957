package dev.yubin.server;

import dev.yubin.server.tls.TlsFacts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;

/// Counts the TLS handshakes of a protocol's clients by what they came to. Safe for use by many
/// threads.
final class Handshakes {
  private final Map<String, Counter> byVersion;
  private final Counter failed;

  Handshakes(MeterRegistry meters, String protocol) {
    this.byVersion =
        Map.of(
            "TLSv1.3", counter(meters, protocol, "TLSv1.3"),
            "TLSv1.2", counter(meters, protocol, "TLSv1.2"));
    this.failed = counter(meters, protocol, "failed");
  }

  private static Counter counter(MeterRegistry meters, String protocol, String result) {
    return Counter.builder("yubin.tls.handshakes")
        .description("TLS handshakes, by the version agreed on, or failed")
        .tag("protocol", protocol)
        .tag("result", result)
        .register(meters);
  }

  void done(TlsFacts facts) {
    Counter counter = byVersion.get(facts.version());
    if (counter != null) {
      counter.increment();
    }
  }

  void failed() {
    failed.increment();
  }
}
