package dev.yubin.resolver.answer;

/// What is done with DNSSEC: the values of `yubin.dns.dnssec`.
public enum DnssecMode {
  /// A bogus answer is no answer.
  VALIDATE,
  /// A bogus answer is used, without trust, and logged.
  PERMISSIVE,
  /// Signatures are not even asked for.
  OFF
}
