package dev.yubin.store.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;

/// A key that was just made.
record NewKey(String algorithm, byte[] privateKey, byte[] publicKey) {
  private static final int ED25519_OCTETS = 32;

  /// One of each algorithm: some verifiers know RSA alone (RFC 8463 §3).
  static List<NewKey> pair() {
    try {
      KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
      // RFC 8301 §3.2: signers use at least 2048 bits.
      rsa.initialize(2048);
      KeyPair r = rsa.generateKeyPair();
      KeyPair e = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return List.of(
          new NewKey("rsa", r.getPrivate().getEncoded(), r.getPublic().getEncoded()),
          new NewKey("ed25519", e.getPrivate().getEncoded(), bare(e.getPublic().getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// RFC 8463 §4: the key alone, which is the end of its SubjectPublicKeyInfo.
  private static byte[] bare(byte[] info) {
    return Arrays.copyOfRange(info, info.length - ED25519_OCTETS, info.length);
  }
}
