package dev.yubin.mailbox.imap.command;

/// Of which messages FETCH tells (RFC 7162 §3.1.4.1).
///
/// @param modSeq those that have changed above it
/// @param vanished whether those that are gone are told of as well (§3.2.6)
public record ChangedSince(long modSeq, boolean vanished) {}
