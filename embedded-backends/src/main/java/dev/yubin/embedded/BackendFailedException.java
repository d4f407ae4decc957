package dev.yubin.embedded;

import org.jspecify.annotations.Nullable;

/// A backend did not start, or not stop. The message is for people: what failed and what to do.
public final class BackendFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackendFailedException(String message) {
    this(message, null);
  }

  BackendFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
