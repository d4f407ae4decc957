package dev.yubin.delivery.client;

import java.io.IOException;

/// A connection could not be encrypted as it should; it is over.
final class TlsFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final TlsFailure failure;

  TlsFailedException(TlsFailure failure, IOException cause) {
    super(cause.toString(), cause);
    this.failure = failure;
  }

  TlsFailure failure() {
    return failure;
  }
}
