package dev.yubin.mailbox.login;

import dev.yubin.server.Network;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param failuresPerNetwork logins that may fail within a window from an IPv4 address or from the
///     /64 of an IPv6 address; 0 for any number
/// @param failuresPerAccount logins to an account, there or not, that may fail within a window; 0
///     for any number
/// @param window how long failures count, from the first of them on
/// @param refusalDelay how long the first refusal waits; later ones wait twice, three times and up
///     to five times as long
/// @param ownNetworkMemory how long a network is an account's own after a login; what fails there
///     counts apart from what fails elsewhere
/// @param sharedNetworks networks in CIDR form where many people come from one address, such as
///     that of a web mail program; no failures are counted by network there
@ConfigurationProperties("yubin.login")
public record LoginProperties(
    @DefaultValue("20") int failuresPerNetwork,
    @DefaultValue("10") int failuresPerAccount,
    @DefaultValue("15m") Duration window,
    @DefaultValue("1s") Duration refusalDelay,
    @DefaultValue("30d") Duration ownNetworkMemory,
    @DefaultValue({"127.0.0.0/8", "::1"}) List<Network> sharedNetworks) {

  public LoginProperties {
    sharedNetworks = List.copyOf(sharedNetworks);
    require(failuresPerNetwork >= 0, "failures-per-network", failuresPerNetwork, "0 or more");
    require(failuresPerAccount >= 0, "failures-per-account", failuresPerAccount, "0 or more");
    require(isWithin(window, Duration.ofSeconds(1), DAY), "window", window, "1s to 1d");
    require(
        isWithin(refusalDelay, Duration.ZERO, Duration.ofSeconds(10)),
        "refusal-delay",
        refusalDelay,
        "0s to 10s");
    require(!ownNetworkMemory.isNegative(), "own-network-memory", ownNetworkMemory, "0s or more");
  }

  private static final Duration DAY = Duration.ofDays(1);

  private static boolean isWithin(Duration time, Duration least, Duration most) {
    return time.compareTo(least) >= 0 && time.compareTo(most) <= 0;
  }

  private static void require(boolean holds, String property, Object value, String right) {
    if (!holds) {
      throw new IllegalArgumentException(
          "yubin.login." + property + "=" + value + " must be " + right);
    }
  }
}
