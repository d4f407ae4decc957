package dev.yubin.delivery.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/// Puts the end of a connection into words.
final class Failures {
  private Failures() {}

  /// @param step during which the connection ended
  /// @param farewell the host's 421 if there was one; nothing else explains the end as well
  static Diagnosis lost(String host, String step, IOException cause, @Nullable Reply farewell) {
    if (farewell != null) {
      return Diagnosis.of(host, farewell);
    }
    return switch (cause) {
      case SocketTimeoutException e ->
          Diagnosis.own(host, "4.4.2", "The host " + e.getMessage() + " during " + step);
      case ProtocolViolation e ->
          Diagnosis.own(host, "4.5.0", "The host " + e.getMessage() + " during " + step);
      default -> Diagnosis.own(host, "4.4.2", "The connection was lost during " + step);
    };
  }
}
