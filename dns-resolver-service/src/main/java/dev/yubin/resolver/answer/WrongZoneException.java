package dev.yubin.resolver.answer;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A zone file cannot be used: the service does not start.
final class WrongZoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param reason with the line where it is known
  WrongZoneException(Path file, @Nullable String reason, @Nullable Throwable cause) {
    super("yubin.dns.zones=%s is not right: %s".formatted(file, reason), cause);
  }
}
