package dev.yubin.server;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Tells in two lines, and without a stack trace, which port cannot be had.
final class CannotListenAnalyzer extends AbstractFailureAnalyzer<CannotListenException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, CannotListenException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Stop what listens there, set "
            + cause.property()
            + " to a free port (below 1024 needs the right to bind it), or set yubin.bind to"
            + " addresses of this machine.",
        cause);
  }
}
