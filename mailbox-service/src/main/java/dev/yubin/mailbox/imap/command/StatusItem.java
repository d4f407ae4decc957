package dev.yubin.mailbox.imap.command;

/// What STATUS tells (RFC 9051 §7.3.4, RFC 3501 §6.3.10, RFC 8438).
public enum StatusItem {
  MESSAGES,
  RECENT,
  UIDNEXT,
  UIDVALIDITY,
  UNSEEN,
  DELETED,
  SIZE,
  HIGHESTMODSEQ
}
