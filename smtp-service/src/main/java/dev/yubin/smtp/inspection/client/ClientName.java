package dev.yubin.smtp.inspection.client;

/// What the reverse zone says of a client: `iprev` of RFC 8601 §2.7.3.
public sealed interface ClientName {

  /// The name leads back to the address.
  record Verified(String name) implements ClientName {}

  /// There are names, but none leads back.
  record Unverified() implements ClientName {}

  /// There is no answer now.
  record Temporary() implements ClientName {}

  /// The address has no name.
  record None() implements ClientName {}
}
