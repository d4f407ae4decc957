package dev.yubin.smtp.signing;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Envelope;
import dev.yubin.smtp.inspection.arc.ArcSealer;
import dev.yubin.smtp.recipient.Recipients;
import java.security.interfaces.RSAPrivateKey;
import java.time.InstantSource;
import java.util.Optional;

/// Seals mail from outside that an alias hands on to other hosts (RFC 8617 §5.1), for the domain of
/// the alias. There is one set for all recipients, as there is one mail.
public record ForwardSealing(DomainKeys keys, Recipients recipients, InstantSource clock) {

  /// @return empty when all of the mail stays here, or no alias's domain has an RSA key
  public Optional<ArcSealer> of(Envelope envelope) {
    return envelope.forwardPaths().stream()
        .filter(recipients::handsOn)
        .map(EmailAddress::domain)
        .distinct()
        .flatMap(domain -> sealer(domain).stream())
        .findFirst();
  }

  private Optional<ArcSealer> sealer(String domain) {
    return keys.of(domain).stream()
        .filter(key -> key.privateKey() instanceof RSAPrivateKey)
        .map(key -> new ArcSealer(domain, key.selector(), key.privateKey(), clock))
        .findFirst();
  }
}
