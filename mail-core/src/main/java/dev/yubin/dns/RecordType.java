package dev.yubin.dns;

/// The types of records that another service may ask for, with the form of their values in
/// [DnsAnswer.Found].
public enum RecordType {
  /// An IPv4 literal.
  A,
  /// An IPv6 literal.
  AAAA,
  /// The preference, a space and the name of the host.
  MX,
  /// A name.
  PTR,
  /// The strings of one record joined, each octet a character (ISO 8859-1).
  TXT
}
