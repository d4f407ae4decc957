package dev.yubin.mailbox.imap.command;

/// What SEARCH RETURN tells (RFC 4731 §3.1), and that the result is kept (RFC 5182).
public enum SearchResult {
  MIN,
  MAX,
  ALL,
  COUNT,
  SAVE,

  /// RFC 9394 §3.1
  PARTIAL
}
