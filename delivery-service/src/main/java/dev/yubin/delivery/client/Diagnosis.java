package dev.yubin.delivery.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why an attempt ended as it did.
///
/// @param host the remote host's name; empty when none was reached
/// @param status an enhanced status code (RFC 3463)
/// @param text the host's reply, or what we saw in our words
/// @param reply whether the text is the host's reply
/// @param tls what became of TLS; null when it did not come to that
public record Diagnosis(
    String host, String status, String text, boolean reply, @Nullable TlsResult tls) {

  public boolean isPermanent() {
    return status.startsWith("5.");
  }

  /// Whether it is TLS that kept the mail from going.
  public boolean isOfTls() {
    return tls != null && tls.failure().isPresent() && !reply && status.startsWith(".7.", 1);
  }

  public Diagnosis withStatus(String other) {
    return new Diagnosis(host, other, text, reply, tls);
  }

  Diagnosis with(TlsResult other) {
    return new Diagnosis(host, status, text, reply, other);
  }

  static Diagnosis of(String host, Reply reply) {
    return new Diagnosis(host, reply.status(), reply.text(), true, null);
  }

  /// What we found ourselves, without a word of the host.
  public static Diagnosis own(String host, String status, String text) {
    return new Diagnosis(host, status, text, false, null);
  }

  /// RFC 3463 §3.8: X.7.10, encryption needed, and X.7.5, a cryptographic failure. What the sender
  /// requires fails for good; what the recipient's side wants may come right (RFC 8461 §5).
  ///
  /// @param endpoints empty when it did not come to a connection
  static Diagnosis ofTls(
      String host, TlsPolicy policy, TlsFailure failure, Optional<Endpoints> endpoints) {
    boolean broken = failure == TlsFailure.VALIDATION_FAILURE;
    boolean permanent = policy.source() == TlsPolicy.Source.REQUIRETLS && !broken;
    return own(host, (permanent ? "5" : "4") + (broken ? ".7.5" : ".7.10"), failure.sentence())
        .with(TlsResult.failed(policy, failure, endpoints));
  }

  /// RFC 4954 §6: X.7.8, credentials that are not taken. It is for our postmaster to set right, so
  /// that no sender hears of it before his mail is too old.
  static Diagnosis ofLogin(String host, String why) {
    return own(host, "4.7.8", "The host does not let us log in: " + why);
  }
}
