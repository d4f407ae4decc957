package dev.yubin.standalone.torture;

import java.util.Map;

/// What a run has come to.
///
/// @param seed that it was drawn from
/// @param history of clients and faults
/// @param imapCommands that were done
/// @param excused copies at the scripted host beyond the first that nobody could prevent
record Result(
    long seed, History history, int imapCommands, Map<RelayCheck.Excuse, Integer> excused) {

  /// Whether no promise was broken.
  boolean isGood() {
    return history.violations().isEmpty();
  }
}
