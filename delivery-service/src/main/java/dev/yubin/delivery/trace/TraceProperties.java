package dev.yubin.delivery.trace;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param retention how long it is known what became of a mail
@ConfigurationProperties("yubin.delivery.trace")
record TraceProperties(@DefaultValue("7d") Duration retention) {
  TraceProperties {
    if (!retention.isPositive()) {
      throw new IllegalArgumentException(
          "yubin.delivery.trace.retention=" + retention + " must be more than 0: 7d");
    }
  }
}
