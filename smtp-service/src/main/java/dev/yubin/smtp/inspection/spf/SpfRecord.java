package dev.yubin.smtp.inspection.spf;

import java.util.List;
import java.util.Optional;

/// A record as read (RFC 7208 §4.6.1).
record SpfRecord(
    List<Directive> directives, Optional<MacroString> redirect, Optional<MacroString> explanation) {
  SpfRecord {
    directives = List.copyOf(directives);
  }

  /// @param qualifier the verdict when the mechanism matches
  record Directive(Verdict qualifier, Mechanism mechanism) {}
}
