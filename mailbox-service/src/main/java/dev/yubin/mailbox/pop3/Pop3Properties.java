package dev.yubin.mailbox.pop3;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param port with STLS (RFC 2595); 0 takes a free one
/// @param tlsPort with TLS from the start (RFC 8314)
/// @param maxSessions at a time on each port
/// @param idleTimeout how long a client may be silent (RFC 1939 §3 asks for 10 minutes)
/// @param drainTimeout how long messages on their way to a client have to get there at shutdown
@ConfigurationProperties("yubin.pop3")
record Pop3Properties(
    @DefaultValue("2110") int port,
    @DefaultValue("2995") int tlsPort,
    @DefaultValue("10000") int maxSessions,
    @DefaultValue("10m") Duration idleTimeout,
    @DefaultValue("10s") Duration drainTimeout) {
  Pop3Properties {
    require(isPort(port), "port", port, "a port, 0 to 65535");
    require(isPort(tlsPort), "tls-port", tlsPort, "a port, 0 to 65535");
    require(maxSessions > 0, "max-sessions", maxSessions, "positive");
    require(idleTimeout.isPositive(), "idle-timeout", idleTimeout, "positive, such as 10m");
    require(!drainTimeout.isNegative(), "drain-timeout", drainTimeout, "0s or more");
  }

  private static boolean isPort(int number) {
    return number >= 0 && number <= 65_535;
  }

  private static void require(boolean holds, String property, Object value, String right) {
    if (!holds) {
      throw new IllegalArgumentException(
          "yubin.pop3." + property + "=" + value + " must be " + right);
    }
  }
}
