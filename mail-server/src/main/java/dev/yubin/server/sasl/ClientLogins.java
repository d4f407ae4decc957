package dev.yubin.server.sasl;

import java.net.InetAddress;

/// How a client may log in. Where it comes from counts: failed logins are limited by network.
@FunctionalInterface
public interface ClientLogins {

  /// @param client address of who connected
  SaslMechanisms from(InetAddress client);
}
