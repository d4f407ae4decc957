package dev.yubin.resolver.server;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Tells in two lines, and without a stack trace, why the DNS server cannot listen.
final class CannotListenAnalyzer extends AbstractFailureAnalyzer<CannotListenException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, CannotListenException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Stop what listens there, or set yubin.dns.port to a free port (below 1024 needs the right"
            + " to bind it).",
        cause);
  }
}
