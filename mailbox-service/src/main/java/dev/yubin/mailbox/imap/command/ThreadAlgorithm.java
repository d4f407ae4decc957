package dev.yubin.mailbox.imap.command;

/// How THREAD joins mails (RFC 5256 §3).
public enum ThreadAlgorithm {
  ORDEREDSUBJECT,
  REFERENCES
}
