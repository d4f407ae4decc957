package dev.yubin.delivery.client;

/// What opening a session came to.
public sealed interface Opening {

  /// To be closed by whoever asked for it.
  record Opened(SmtpSession session) implements Opening {}

  /// None of the host's addresses gave a session. When the status is permanent, every address
  /// refused for good.
  record Unreachable(Diagnosis why) implements Opening {}
}
