package dev.yubin.smtp.inspection;

/// What is done about a bad result.
enum Action {
  /// It is not even looked for.
  IGNORE,
  /// The mail is taken, and its Authentication-Results field says so.
  MARK,
  REJECT
}
