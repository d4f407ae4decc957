package dev.yubin.smtp.inspection;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param spf what is done when the client may not send for the domain of the reverse-path: ignore,
///     mark or reject
/// @param dkim ignore or mark; a broken signature alone is no reason to refuse (RFC 6376 §6.3)
/// @param dmarc what is done when the domain of From asks for rejection: ignore, mark or reject
/// @param helo what is done when the name in HELO is our own, no full name or the literal of
///     another address: ignore, mark or reject. RFC 5321 §4.1.4 forbids to refuse mail because
///     a name does not fit the client's address: `reject` goes beyond it. A name that merely
///     leads elsewhere is never refused.
@ConfigurationProperties("yubin.smtp.inspection")
record InspectionProperties(
    @DefaultValue("mark") Action spf,
    @DefaultValue("mark") Action dkim,
    @DefaultValue("reject") Action dmarc,
    @DefaultValue("mark") Action helo) {

  InspectionProperties {
    if (dkim == Action.REJECT) {
      throw new IllegalArgumentException(
          "yubin.smtp.inspection.dkim=reject must be ignore or mark;"
              + " yubin.smtp.inspection.dmarc=reject refuses what its domain wants refused");
    }
  }
}
