package dev.yubin.mailbox.imap;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// @param port with STARTTLS (RFC 9051 §6.2.1); 0 takes a free one
/// @param tlsPort with TLS from the start (RFC 8314)
/// @param maxLiteral largest mail that APPEND takes
/// @param maxSessions at a time on each port
/// @param loginTimeout how long a client may be silent before it has logged in
/// @param idleTimeout how long it may be silent afterwards (RFC 9051 §5.4 asks for 30 minutes)
/// @param drainTimeout how long commands in progress have to end at shutdown
/// @param check how often sessions in IDLE look for changes of which no notice came
@ConfigurationProperties("yubin.imap")
record ImapProperties(
    @DefaultValue("2143") int port,
    @DefaultValue("2993") int tlsPort,
    @DefaultValue("50MB") DataSize maxLiteral,
    @DefaultValue("10000") int maxSessions,
    @DefaultValue("1m") Duration loginTimeout,
    @DefaultValue("30m") Duration idleTimeout,
    @DefaultValue("10s") Duration drainTimeout,
    @DefaultValue("30s") Duration check) {
  private static final int MAX_PORT = 65_535;

  ImapProperties {
    if (Math.min(port, tlsPort) < 0 || Math.max(port, tlsPort) > MAX_PORT) {
      throw wrong("port=" + port + " and tls-port=" + tlsPort, "ports, 0 to " + MAX_PORT);
    }
    if (maxLiteral.toBytes() <= 0) {
      throw wrong("max-literal=" + maxLiteral, "positive, such as 50MB");
    }
    if (maxSessions <= 0) {
      throw wrong("max-sessions=" + maxSessions, "positive");
    }
    if (!loginTimeout.isPositive() || !idleTimeout.isPositive() || !check.isPositive()) {
      throw wrong(
          "login-timeout=" + loginTimeout + ", idle-timeout=" + idleTimeout + ", check=" + check,
          "positive, such as 1m");
    }
    if (drainTimeout.isNegative()) {
      throw wrong("drain-timeout=" + drainTimeout, "0s or more");
    }
  }

  private static IllegalArgumentException wrong(String given, String right) {
    return new IllegalArgumentException("yubin.imap." + given + " must be " + right);
  }
}
