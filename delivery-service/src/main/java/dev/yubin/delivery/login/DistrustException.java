package dev.yubin.delivery.login;

/// The host says what only one says that does not know our password, or that does not know the
/// mechanism. The exchange is over.
public final class DistrustException extends Exception {
  private static final long serialVersionUID = 1L;

  DistrustException(String message) {
    super(message);
  }
}
