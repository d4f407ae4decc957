package dev.yubin.smtp.inspection.spf;

import dev.yubin.server.Network;
import java.util.Optional;

/// What a client can match (RFC 7208 §5). A target that is absent is the domain of the record.
sealed interface Mechanism {
  record All() implements Mechanism {}

  record Include(MacroString target) implements Mechanism {}

  record A(Optional<MacroString> target, PrefixLengths lengths) implements Mechanism {}

  record Mx(Optional<MacroString> target, PrefixLengths lengths) implements Mechanism {}

  record Ptr(Optional<MacroString> target) implements Mechanism {}

  /// @param network empty when no client can be in it
  record Ip(Optional<Network> network) implements Mechanism {}

  record Exists(MacroString target) implements Mechanism {}
}
