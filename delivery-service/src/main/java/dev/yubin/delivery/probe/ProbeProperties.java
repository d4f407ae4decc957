package dev.yubin.delivery.probe;

import dev.yubin.mail.EmailAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// A mail that the service sends to itself now and then, to see that accepted means visible.
///
/// @param address of an account here that nobody else uses; without one nothing is sent
/// @param interval from the end of one mail to the next, of each instance
/// @param patience after which a mail that is not in its mailbox counts as lost
@ConfigurationProperties("yubin.delivery.probe")
record ProbeProperties(
    @Nullable String address,
    @DefaultValue("1m") Duration interval,
    @DefaultValue("30s") Duration patience) {

  ProbeProperties {
    if (address != null && EmailAddress.parse(address).isEmpty()) {
      throw new IllegalArgumentException(
          "yubin.delivery.probe.address=" + address + " must be an address: probe@example.org");
    }
    check("interval", interval);
    check("patience", patience);
  }

  private static void check(String name, Duration time) {
    if (time.compareTo(Duration.ofMillis(100)) < 0 || time.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "yubin.delivery.probe." + name + "=" + time + " must be 100ms to 1d");
    }
  }
}
