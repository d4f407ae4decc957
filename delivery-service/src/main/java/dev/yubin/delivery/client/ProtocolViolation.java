package dev.yubin.delivery.client;

import java.io.IOException;

/// The host does not speak SMTP; the connection is over.
final class ProtocolViolation extends IOException {
  private static final long serialVersionUID = 1L;

  ProtocolViolation(String what) {
    super("sent " + what);
  }
}
