package dev.yubin.testing.dns;

/// How a [ScriptedDnsServer] fails for a name.
public enum Misbehaviour {
  SERVFAIL,
  REFUSED,
  /// No answer at all.
  SILENCE,
  /// UDP answers are empty and carry TC; TCP tells the truth.
  TRUNCATION,
  /// The right answer under another id, as an off-path spoofer would send it.
  WRONG_ID,
  /// The right answer to another question.
  WRONG_QUESTION,
  /// An answer with records that nobody asked for.
  UNASKED_RECORDS,
  /// Negative answers without the records that prove them.
  UNPROVEN,
  /// Octets that are no DNS message.
  GARBAGE,
}
