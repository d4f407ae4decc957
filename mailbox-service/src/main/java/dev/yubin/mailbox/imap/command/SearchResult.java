package dev.yubin.mailbox.imap.command;

/// What SEARCH RETURN tells (RFC 4731 §3.1).
public enum SearchResult {
  MIN,
  MAX,
  ALL,
  COUNT
}
