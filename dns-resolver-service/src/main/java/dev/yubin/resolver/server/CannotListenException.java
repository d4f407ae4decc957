package dev.yubin.resolver.server;

import java.io.IOException;
import java.net.InetSocketAddress;

/// The DNS server's address or port cannot be had: the service does not start.
final class CannotListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotListenException(InetSocketAddress address, IOException cause) {
    super(
        "yubin.dns.port=%d cannot be opened on yubin.bind=%s (%s)"
            .formatted(
                address.getPort(), address.getAddress().getHostAddress(), cause.getMessage()),
        cause);
  }
}
