package dev.yubin.mailbox.imap.command;

import java.util.List;

/// How LIST selects and what it tells (RFC 5258 §3).
///
/// @param lsub whether the command is LSUB
/// @param subscribed only those that are
/// @param recursive also those below which something is selected
/// @param specialUse only those that have a special use
/// @param extended whether the client used the extended syntax
/// @param status what STATUS is to tell of each (RFC 5819), empty for none
/// @param metadata entries that METADATA is to tell of each (RFC 9590), empty for none
public record ListOptions(
    boolean lsub,
    boolean subscribed,
    boolean recursive,
    boolean specialUse,
    boolean extended,
    List<StatusItem> status,
    List<String> metadata) {
  static final ListOptions LSUB =
      new ListOptions(true, true, false, false, false, List.of(), List.of());

  /// Whether not all names are asked for.
  public boolean areSelective() {
    return subscribed || specialUse;
  }
}
