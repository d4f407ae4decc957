package dev.yubin.smtp.inspection.arc;

import dev.yubin.dns.DnsRecords;
import dev.yubin.smtp.content.MailHeader;
import dev.yubin.smtp.inspection.dkim.Keys;
import java.time.InstantSource;

/// Verifies chains (RFC 8617 §5.2).
public final class ArcVerifier {
  private final Keys keys;
  private final InstantSource clock;

  public ArcVerifier(DnsRecords dns) {
    this(dns, InstantSource.system());
  }

  public ArcVerifier(DnsRecords dns, InstantSource clock) {
    this.keys = new Keys(dns);
    this.clock = clock;
  }

  /// Asks for the keys at once; the octets of the body follow.
  public ArcVerification begin(MailHeader header) {
    return new ArcVerification(header, keys, clock.instant());
  }
}
