package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.wire.SequenceSet;
import org.jspecify.annotations.Nullable;

/// What a client that selects a mailbox knows of it (RFC 7162 §3.2.5).
///
/// @param modSeq everything up to it
/// @param uids which messages, null for all
/// @param match a sample of the messages, null for none
public record QuickResync(
    long uidValidity, long modSeq, @Nullable SequenceSet uids, @Nullable Match match) {

  /// Messages of which the client knows both numbers (RFC 7162 §3.2.5.2). Both sets ascend and are
  /// of the same size.
  public record Match(SequenceSet sequences, SequenceSet uids) {}
}
