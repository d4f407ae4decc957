package dev.yubin.delivery.queue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param retention how long it is known who did what to the queue
@ConfigurationProperties("yubin.delivery.audit")
record AuditProperties(@DefaultValue("365d") Duration retention) {
  AuditProperties {
    if (!retention.isPositive()) {
      throw new IllegalArgumentException(
          "yubin.delivery.audit.retention=" + retention + " must be more than 0: 365d");
    }
  }
}
