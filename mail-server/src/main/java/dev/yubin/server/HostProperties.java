package dev.yubin.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What all mail protocols of a process share.
///
/// @param hostname name in banners, EHLO and Received; the machine's name where it is not
///     given
/// @param bind addresses on which the mail protocols listen; `0.0.0.0` or `::` for all of them
/// @param proxy what is in front of us
/// @param connections limits of every connection
@ConfigurationProperties("yubin")
public record HostProperties(
    @Nullable String hostname,
    @DefaultValue("127.0.0.1") List<InetAddress> bind,
    @DefaultValue Proxy proxy,
    @DefaultValue Connections connections) {

  /// @param trustedNetworks networks in CIDR form from which proxies connect that may say, in
  ///     a header of the PROXY protocol, for whom; an address in them earns no rights of its
  ///     own
  public record Proxy(@DefaultValue List<Network> trustedNetworks) {
    public Proxy {
      trustedNetworks = List.copyOf(trustedNetworks);
    }
  }

  /// @param maxPerNetwork sessions at a time of one IPv4 address or one IPv6 /64, on each port
  /// @param unlimitedNetworks networks in CIDR form that may have more, such as a webmail's
  ///     hosts; this machine, trusted proxies and `yubin.smtp.trusted-networks` may, too
  /// @param commandTimeout how long a command line may take from its first octet to its end
  ///     (RFC 5321 §4.5.3.2.7)
  /// @param handshakeTimeout how long a TLS handshake may take
  /// @param writeTimeout how long a client may leave a reply unread before the connection is
  ///     cut
  public record Connections(
      @DefaultValue("100") int maxPerNetwork,
      @DefaultValue List<Network> unlimitedNetworks,
      @DefaultValue("5m") Duration commandTimeout,
      @DefaultValue("30s") Duration handshakeTimeout,
      @DefaultValue("5m") Duration writeTimeout) {
    public Connections {
      unlimitedNetworks = List.copyOf(unlimitedNetworks);
      require(maxPerNetwork > 0, "max-per-network", maxPerNetwork, "positive");
      requireTime(commandTimeout, "command-timeout", "5m");
      requireTime(handshakeTimeout, "handshake-timeout", "30s");
      requireTime(writeTimeout, "write-timeout", "5m");
    }

    private static void requireTime(Duration time, String property, String example) {
      require(time.isPositive(), property, time, "positive, such as " + example);
    }

    private static void require(boolean holds, String property, Object value, String right) {
      if (!holds) {
        throw new IllegalArgumentException(
            "yubin.connections." + property + "=" + value + " must be " + right);
      }
    }
  }

  public HostProperties {
    bind = List.copyOf(bind);
    if (bind.isEmpty()) {
      throw new IllegalArgumentException(
          "yubin.bind= must be one or more addresses, such as 127.0.0.1,::1");
    }
  }

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
