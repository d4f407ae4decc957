package dev.yubin.delivery.client;

/// Why an attempt ended as it did.
///
/// @param host the remote host's name; empty when none was reached
/// @param status an enhanced status code (RFC 3463)
/// @param text the host's reply, or what we saw in our words
/// @param reply whether the text is the host's reply
public record Diagnosis(String host, String status, String text, boolean reply) {

  public boolean isPermanent() {
    return status.startsWith("5.");
  }

  Diagnosis withStatus(String other) {
    return new Diagnosis(host, other, text, reply);
  }

  static Diagnosis of(String host, Reply reply) {
    return new Diagnosis(host, reply.status(), reply.text(), true);
  }

  /// What we found ourselves, without a word of the host.
  public static Diagnosis own(String host, String status, String text) {
    return new Diagnosis(host, status, text, false);
  }
}
