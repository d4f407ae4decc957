package dev.yubin.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param hostname name in EHLO and in DSNs; the machine's name where it is not given
@ConfigurationProperties("yubin")
public record HostProperties(@Nullable String hostname) {

  public String hostnameOrMachineName() {
    if (hostname != null && !hostname.isBlank()) {
      return hostname;
    }
    try {
      return InetAddress.getLocalHost().getCanonicalHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
