package dev.yubin.delivery.client;

import dev.yubin.delivery.login.Login;
import org.jspecify.annotations.Nullable;

/// How a host is spoken to.
///
/// @param login by which it knows us; null where it does not ask who we are
public record Access(Protocol protocol, @Nullable Login login) {
  /// As any host is that the DNS names.
  public static final Access ANYONE = new Access(Protocol.SMTP, null);

  /// What is spoken.
  public enum Protocol {
    SMTP,
    /// SMTP in TLS from the first octet on (RFC 8314 §3).
    SMTPS,
    /// What stores of mail speak: an answer a recipient at the end (RFC 2033).
    LMTP
  }
}
