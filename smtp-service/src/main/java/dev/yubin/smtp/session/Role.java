package dev.yubin.smtp.session;

/// What a port is for.
enum Role {
  /// Mail from other servers to users here (RFC 5321).
  MX("smtp"),

  /// Mail from users here (RFC 6409).
  SUBMISSION("submission");

  private final String protocol;

  Role(String protocol) {
    this.protocol = protocol;
  }

  /// The name in metrics and logs.
  String protocol() {
    return protocol;
  }
}
