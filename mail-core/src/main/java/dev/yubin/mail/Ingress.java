package dev.yubin.mail;

import java.time.Instant;
import java.util.Optional;

/// How a mail entered.
///
/// @param acceptedAt when its last octet was read
/// @param clientAddress the client's IP address, `-` for a mail that Yubin itself made
/// @param helo what the client called itself
/// @param protocol a name of the registry behind RFC 3848: SMTP, ESMTP, ESMTPS, ESMTPSA, UTF8SMTP,
///     …
/// @param account the canonical address of the account that submitted it; empty for mail from
///     outside
/// @param body the BODY parameter of RFC 6152
/// @param smtpUtf8 whether SMTPUTF8 of RFC 6531 was asked for
public record Ingress(
    Instant acceptedAt,
    String clientAddress,
    String helo,
    String protocol,
    Optional<EmailAddress> account,
    Body body,
    boolean smtpUtf8) {

  /// The form that the sender declared its mail to be in.
  public enum Body {
    SEVEN_BIT("7BIT"),
    EIGHT_BIT_MIME("8BITMIME");

    private final String keyword;

    Body(String keyword) {
      this.keyword = keyword;
    }

    public String keyword() {
      return keyword;
    }
  }
}
