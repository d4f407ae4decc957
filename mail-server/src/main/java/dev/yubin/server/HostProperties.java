package dev.yubin.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param hostname name in banners, EHLO and Received; the machine's name where it is not given
/// @param bind address on which the mail protocols listen
@ConfigurationProperties("yubin")
public record HostProperties(@Nullable String hostname, @DefaultValue("127.0.0.1") String bind) {

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
