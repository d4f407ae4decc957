package dev.yubin.store.message;

/// What a COPY or MOVE has done, for COPYUID (RFC 4315 §3).
///
/// @param uidValidity of the mailbox copied to
/// @param sources UIDs there were
/// @param targets UIDs given, in the same order
/// @param sourceModSeq mod-sequence of the expunges of a MOVE, 0 for a COPY
public record Copied(long uidValidity, UidSet sources, UidSet targets, long sourceModSeq) {}
