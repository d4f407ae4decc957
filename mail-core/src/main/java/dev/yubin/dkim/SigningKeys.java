package dev.yubin.dkim;

import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/// The keys that mail from a domain is signed with. Implemented by mailbox-service; goes along with
/// the secret of the services.
public interface SigningKeys {

  /// @param domain A-labels, lower case
  /// @return none when the domain is not ours
  @GetExchange("/internal/v1/dkim-keys/{domain}")
  List<Key> of(@PathVariable String domain);

  /// @param selector of RFC 6376 §3.1
  /// @param algorithm key type of RFC 6376 §3.6.1 and RFC 8463 §4: `rsa` or `ed25519`
  /// @param privateKey PKCS#8 octets (base64 in JSON)
  record Key(String selector, String algorithm, byte[] privateKey) {
    @Override
    public String toString() {
      return "Key[selector=" + selector + "]";
    }
  }
}
