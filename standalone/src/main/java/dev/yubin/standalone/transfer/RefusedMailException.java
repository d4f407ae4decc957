package dev.yubin.standalone.transfer;

import java.io.IOException;

/// A mail that cannot be taken. Others can.
final class RefusedMailException extends IOException {
  private static final long serialVersionUID = 1;

  /// @param reason for people
  RefusedMailException(String reason) {
    super(reason);
  }
}
