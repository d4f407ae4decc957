package dev.yubin.store.message;

import java.util.List;

/// What happened in a mailbox above a mod-sequence, all as it stood at one moment.
///
/// @param highestModSeq of the mailbox at that moment
/// @param complete false when some of the expunges are forgotten
/// @param changed messages that are new or have new flags, by UID
/// @param expunged those that are remembered, by UID
public record Changes(
    long highestModSeq, boolean complete, List<Changed> changed, List<Expunged> expunged) {

  public record Changed(long uid, Flags flags, long modSeq) {}

  public record Expunged(long uid, long modSeq) {}
}
