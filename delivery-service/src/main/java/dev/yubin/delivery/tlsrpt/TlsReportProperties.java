package dev.yubin.delivery.tlsrpt;

import dev.yubin.mail.EmailAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Reports about TLS to the domains that ask for them (RFC 8460).
///
/// @param contact the address that the reports are from, of a domain that is hosted here: receivers
///     ignore mails without a signature of its domain (RFC 8460 §3). Without one there are no
///     reports
/// @param organization who is responsible for the reports; the contact's domain where it is not
///     given
/// @param spread within which the reports of a day go, so that no receiver gets all at once
@ConfigurationProperties("yubin.delivery.tls-rpt")
record TlsReportProperties(
    @Nullable String contact, @Nullable String organization, @DefaultValue("4h") Duration spread) {

  TlsReportProperties {
    if (contact != null
        && EmailAddress.parse(contact)
            .filter(address -> address.isAscii() && !address.domain().startsWith("["))
            .isEmpty()) {
      throw new IllegalArgumentException(
          "yubin.delivery.tls-rpt.contact="
              + contact
              + " must be an address of ASCII, such as tls-reports@example.org");
    }
    if (spread.isNegative() || spread.compareTo(Duration.ofHours(12)) > 0) {
      throw new IllegalArgumentException(
          "yubin.delivery.tls-rpt.spread=" + spread + " must be from 0s to 12h");
    }
  }

  /// @throws IllegalStateException when there is no contact
  Submitter submitter() {
    if (contact == null) {
      throw new IllegalStateException("yubin.delivery.tls-rpt.contact is not set");
    }
    EmailAddress address = EmailAddress.of(contact);
    return new Submitter(
        organization == null || organization.isBlank() ? address.domain() : organization, address);
  }

  /// Who reports.
  record Submitter(String organization, EmailAddress contact) {
    String domain() {
      return contact.domain();
    }
  }
}
