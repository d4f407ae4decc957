package dev.yubin.store.dkim;

/// @param algorithm `rsa` or `ed25519`
/// @param privateKey PKCS#8
/// @param publicKey as in the tag `p=` (RFC 6376 §3.6.1, RFC 8463 §4)
public record DkimKey(String selector, String algorithm, byte[] privateKey, byte[] publicKey) {
  @Override
  public String toString() {
    return "DkimKey[selector=" + selector + "]";
  }
}
