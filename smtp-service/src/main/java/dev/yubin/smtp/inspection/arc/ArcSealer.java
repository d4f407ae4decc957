package dev.yubin.smtp.inspection.arc;

import dev.yubin.smtp.content.MailHeader;
import java.security.PrivateKey;
import java.time.InstantSource;

/// Adds our set to the chains of mails that we hand on (RFC 8617 §5.1).
///
/// @param privateKey RSA; other handlers need not know Ed25519
public record ArcSealer(
    String domain, String selector, PrivateKey privateKey, InstantSource clock) {

  /// @param header as it is handed on
  public ArcSealing begin(MailHeader header) {
    return new ArcSealing(this, header);
  }
}
