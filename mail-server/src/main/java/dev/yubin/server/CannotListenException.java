package dev.yubin.server;

import java.io.IOException;
import java.net.InetAddress;

/// A port cannot be had: the service does not start.
public final class CannotListenException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String property;

  CannotListenException(String property, InetAddress address, int port, IOException cause) {
    super(
        "%s=%d cannot be opened on yubin.bind=%s (%s)"
            .formatted(property, port, address.getHostAddress(), cause.getMessage()),
        cause);
    this.property = property;
  }

  /// What moves the port.
  String property() {
    return property;
  }
}
