package dev.yubin.store.message;

import java.util.List;

/// What happened in a mailbox above a mod-sequence, all as it stood at one moment.
///
/// @param highestModSeq of the mailbox at that moment
/// @param changed messages that are new or have new flags, by UID
/// @param expunged UIDs, ascending
public record Changes(
    long highestModSeq, long uidNext, List<Changed> changed, List<Long> expunged) {

  public record Changed(long uid, Flags flags, long modSeq) {}
}
