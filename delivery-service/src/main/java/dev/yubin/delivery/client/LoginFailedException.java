package dev.yubin.delivery.client;

import java.io.IOException;

/// The host does not take our login, or we do not trust it with one; the connection is over.
final class LoginFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  LoginFailedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
