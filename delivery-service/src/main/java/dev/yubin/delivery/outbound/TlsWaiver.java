package dev.yubin.delivery.outbound;

import dev.yubin.mime.HeaderFields;
import java.io.IOException;
import java.io.InputStream;

/// Whether the sender of a mail would rather have it delivered than encrypted: `TLS-Required: No`
/// (RFC 8689 §3).
final class TlsWaiver {
  /// A header is not looked through further, octets.
  private static final int MAX_HEADER = 256 * 1024;

  private TlsWaiver() {}

  /// @param mail from its first octet; read no further than its header may go, and closed
  static boolean stands(InputStream mail) {
    try (mail) {
      return new HeaderFields(mail.readNBytes(MAX_HEADER))
          .first("TLS-Required")
          .filter(value -> value.equalsIgnoreCase("No"))
          .isPresent();
    } catch (IOException e) {
      throw new IllegalStateException("A mail at rest could not be read", e);
    }
  }
}
