package dev.yubin.resolver.upstream;

import java.io.IOException;

/// An upstream gave no answer in time.
public final class UpstreamTimeoutException extends IOException {
  private static final long serialVersionUID = 1L;

  UpstreamTimeoutException(String message) {
    super(message);
  }
}
