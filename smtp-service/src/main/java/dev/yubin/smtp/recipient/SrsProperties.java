package dev.yubin.smtp.recipient;

import dev.yubin.srs.SenderRewriting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The same at all instances of smtp-service and delivery-service. Needs `yubin.services.secret`.
///
/// @param enabled whether senders of other domains, whose mail an alias hands on to another host,
///     are rewritten to the alias's domain, so that SPF finds us (RFC 7208 §2.4)
/// @param maxAge for how long DSNs find back to such a sender, 1 to 1000 days
@ConfigurationProperties("yubin.srs")
record SrsProperties(@DefaultValue("true") boolean enabled, @DefaultValue("21d") Duration maxAge) {
  private static final Logger log = LoggerFactory.getLogger(SrsProperties.class);

  /// @param secret of the installation
  /// @return empty where senders stay as they are
  Optional<SenderRewriting> rewriting(@Nullable String secret) {
    if (!enabled) {
      return Optional.empty();
    }
    if (secret == null || secret.isBlank()) {
      log.warn("event=senders-not-rewritten reason=\"yubin.services.secret is not set\"");
      return Optional.empty();
    }
    return Optional.of(new SenderRewriting(secret, maxAge, InstantSource.system()));
  }
}
