package dev.yubin.resolver;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where all servers of this process listen.
///
/// @param bind addresses of this machine
@ConfigurationProperties("yubin")
public record BindProperties(@DefaultValue("127.0.0.1") List<InetAddress> bind) {
  public BindProperties {
    bind = List.copyOf(bind);
    bind.forEach(BindProperties::check);
    if (bind.isEmpty()) {
      throw new IllegalArgumentException(
          "yubin.bind= is not right, expected one or more addresses, such as 127.0.0.1,::1");
    }
  }

  private static void check(InetAddress address) {
    if (!isOfThisMachine(address)) {
      throw new IllegalArgumentException(
          "yubin.bind=%s is not right, expected an address of this machine, or 0.0.0.0 for all"
              .formatted(address.getHostAddress()));
    }
  }

  /// One for all addresses makes the others superfluous.
  List<InetAddress> needed() {
    return bind.stream()
        .filter(InetAddress::isAnyLocalAddress)
        .findFirst()
        .map(List::of)
        .orElse(bind);
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
