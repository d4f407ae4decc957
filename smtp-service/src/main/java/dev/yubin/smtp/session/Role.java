package dev.yubin.smtp.session;

/// What a port is for.
enum Role {
  /// Mail from other servers to users here (RFC 5321).
  MX("smtp"),

  /// Mail from users here (RFC 6409).
  SUBMISSION("submission"),

  /// Mail from a mail system in front of this one to users here (RFC 2033).
  LMTP("lmtp");

  private final String protocol;

  Role(String protocol) {
    this.protocol = protocol;
  }

  /// The name in metrics and logs.
  String protocol() {
    return protocol;
  }
}
