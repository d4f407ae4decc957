package dev.yubin.mailbox.imap.command;

/// What STATUS tells (RFC 9051 §7.3.4, RFC 3501 §6.3.10, RFC 8438).
/// A hyphen in the name of one is written as an underscore.
public enum StatusItem {
  MESSAGES,
  RECENT,
  UIDNEXT,
  UIDVALIDITY,
  UNSEEN,
  DELETED,
  SIZE,
  HIGHESTMODSEQ,

  /// RFC 9208 §4.1.4
  DELETED_STORAGE,

  /// RFC 7889 §3.1
  APPENDLIMIT,

  /// RFC 8474 §4.3
  MAILBOXID;

  public String word() {
    return name().replace('_', '-');
  }
}
