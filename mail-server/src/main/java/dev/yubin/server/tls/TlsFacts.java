package dev.yubin.server.tls;

/// How a connection is encrypted.
///
/// @param version `TLSv1.3` or `TLSv1.2`
/// @param cipherSuite its IANA name
public record TlsFacts(String version, String cipherSuite) {}
