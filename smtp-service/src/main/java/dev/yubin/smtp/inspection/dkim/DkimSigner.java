package dev.yubin.smtp.inspection.dkim;

import dev.yubin.smtp.content.MailHeader;
import java.security.PrivateKey;
import java.time.InstantSource;
import java.util.List;

/// Signs mails for one domain, with a key of each kind if it likes (RFC 8463 §3).
///
/// @param keys none of them twice of one selector
public record DkimSigner(String domain, List<Key> keys, InstantSource clock) {

  /// @param privateKey RSA or Ed25519
  public record Key(String selector, PrivateKey privateKey) {}

  public DkimSigner {
    keys = List.copyOf(keys);
  }

  /// The octets of the body follow.
  public DkimSigning begin(MailHeader header) {
    return new DkimSigning(this, header);
  }
}
