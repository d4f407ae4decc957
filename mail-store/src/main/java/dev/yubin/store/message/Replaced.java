package dev.yubin.store.message;

/// A message that has taken another one's place (RFC 8508).
///
/// @param expungeModSeq mod-sequence of the other one's expunge
public record Replaced(MailWriter.Appended appended, long expungeModSeq) {}
