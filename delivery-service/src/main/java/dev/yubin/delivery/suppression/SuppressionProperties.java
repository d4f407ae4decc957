package dev.yubin.delivery.suppression;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param keep how long an address stays on the list after its host said that it does not exist;
///     with 0 there is no list
@ConfigurationProperties("yubin.delivery.suppression")
record SuppressionProperties(@DefaultValue("0s") Duration keep) {
  SuppressionProperties {
    if (keep.isNegative()) {
      throw new IllegalArgumentException(
          "yubin.delivery.suppression.keep=" + keep + " must be 0 or more: 30d");
    }
  }
}
