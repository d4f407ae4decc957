package dev.yubin.delivery.client;

/// How a session is to be encrypted. RFC 8689 §3, not done: `TLS-Required: No` has no policy of a
/// destination to overrule yet.
public enum TlsPolicy {
  /// As well as the host can, down to not at all (RFC 7435 §3).
  OPPORTUNISTIC,

  /// With a certificate that proves the host's name, or not at all (RFC 8689 §4.2.1).
  VERIFIED
}
