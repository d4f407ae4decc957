package dev.yubin.dns;

/// What DNSSEC says of an answer (RFC 4035 §4.3). A bogus answer is never handed out: it becomes
/// [MailRoute.TemporaryFailure].
public enum DnssecState {
  SECURE,
  INSECURE,
  INDETERMINATE
}
