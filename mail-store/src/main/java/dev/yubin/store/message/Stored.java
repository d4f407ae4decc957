package dev.yubin.store.message;

/// What a conditional STORE has done (RFC 7162 §3.1.3).
///
/// @param modSeq of the messages that have changed, 0 when none has
/// @param modified UIDs of the messages that were left alone: they had changed since
public record Stored(long modSeq, UidSet modified) {}
