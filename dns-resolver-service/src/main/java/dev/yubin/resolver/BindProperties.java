package dev.yubin.resolver;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where all servers of this process listen.
///
/// @param bind an address of this machine
@ConfigurationProperties("yubin")
public record BindProperties(@DefaultValue("127.0.0.1") InetAddress bind) {
  public BindProperties {
    if (!isOfThisMachine(bind)) {
      throw new IllegalArgumentException(
          "yubin.bind=%s is not right, expected an address of this machine, or 0.0.0.0 for all"
              .formatted(bind.getHostAddress()));
    }
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      // The interfaces cannot be told: let the bind itself decide.
      return true;
    }
  }
}
