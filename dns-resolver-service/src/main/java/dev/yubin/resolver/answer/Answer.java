package dev.yubin.resolver.answer;

/// What became of a question.
public sealed interface Answer {

  /// The DNS has spoken, for as long as the content's TTL.
  sealed interface Conclusive extends Answer {
    Content content();
  }

  /// There are such records.
  record Found(Content content) implements Conclusive {}

  /// The name exists, but has no such records (RFC 2308 §2.2).
  record NoData(Content content) implements Conclusive {}

  /// The name at the end of the chain does not exist (RFC 2308 §2.1).
  record NoSuchName(Content content) implements Conclusive {}

  /// No upstream had an answer.
  ///
  /// @param reason for the log
  record Failed(String reason) implements Answer {}

  /// The records contradict their signatures, or have none where there must be some.
  ///
  /// @param reason for the log
  /// @param extendedError what clients are told of it (RFC 8914 §4)
  record Bogus(String reason, int extendedError) implements Answer {}
}
