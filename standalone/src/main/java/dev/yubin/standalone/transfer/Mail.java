package dev.yubin.standalone.transfer;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/// A mail on its way.
///
/// @param key names it among the mails of its source, always by the same letters, digits and dots
/// @param date when it was received (INTERNALDATE of RFC 9051 §2.3.3), to the second
/// @param flags such as `\Seen` and `$Forwarded`, never `\Recent`
/// @param identity its Message-ID, or what else is the same on every server
/// @param octets with CRLF at line ends, read when they are wanted
record Mail(String key, Instant date, Set<String> flags, String identity, Octets octets) {
  Mail {
    flags = Set.copyOf(flags);
  }

  @FunctionalInterface
  interface Octets {
    byte[] read() throws IOException;
  }
}
