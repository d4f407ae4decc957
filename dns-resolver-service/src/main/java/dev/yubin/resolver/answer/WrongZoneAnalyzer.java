package dev.yubin.resolver.answer;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Tells in two lines, and without a stack trace, what is wrong with a zone file.
final class WrongZoneAnalyzer extends AbstractFailureAnalyzer<WrongZoneException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, WrongZoneException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Correct the file (RFC 1035 §5.1: $ORIGIN, one SOA, at least one NS, then the records), or"
            + " take it out of yubin.dns.zones.",
        cause);
  }
}
