package dev.yubin.store.message;

import java.util.ArrayList;
import java.util.List;

/// What STORE does to the flags of a message.
public record FlagChange(Kind kind, Flags flags) {
  public enum Kind {
    REPLACE,
    ADD,
    REMOVE
  }

  /// Messages that have changed since a client last looked, so that it does not know what it
  /// changes (RFC 7162 §3.1.3). A flag that it adds and that is not there, or removes and that is,
  /// is as it believes: then the change was of another flag (§3.1.12).
  ///
  /// @param unchangedSince with 0, a system flag has always changed (§3.1.3)
  Condition isLate(long unchangedSince) {
    Condition changed = Condition.modifiedSince(unchangedSince + 1);
    if (kind == Kind.REPLACE || (unchangedSince == 0 && flags.system() != 0)) {
      return changed;
    }
    List<Condition> unexpected = new ArrayList<>();
    for (int bit = 1; bit <= flags.system(); bit <<= 1) {
      if (flags.has(bit)) {
        unexpected.add(unexpected(Condition.flag(bit)));
      }
    }
    flags.keywords().forEach(keyword -> unexpected.add(unexpected(Condition.keyword(keyword))));
    return Condition.all(List.of(changed, Condition.any(unexpected)));
  }

  private Condition unexpected(Condition there) {
    return kind == Kind.ADD ? there : there.negated();
  }
}
