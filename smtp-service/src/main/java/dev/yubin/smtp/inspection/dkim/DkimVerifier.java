package dev.yubin.smtp.inspection.dkim;

import dev.yubin.dns.DnsRecords;
import dev.yubin.smtp.content.MailHeader;
import java.time.InstantSource;

/// Verifies the signatures of mails (RFC 6376 §6).
public final class DkimVerifier {
  private final Keys keys;
  private final InstantSource clock;

  public DkimVerifier(DnsRecords dns) {
    this(dns, InstantSource.system());
  }

  public DkimVerifier(DnsRecords dns, InstantSource clock) {
    this.keys = new Keys(dns);
    this.clock = clock;
  }

  /// Asks for the keys at once; the octets of the body follow.
  public DkimVerification begin(MailHeader header) {
    return new DkimVerification(header, keys, clock.instant());
  }
}
