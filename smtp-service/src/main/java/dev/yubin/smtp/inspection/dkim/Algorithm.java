package dev.yubin.smtp.inspection.dkim;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Locale;

/// How a hash is signed: RSA (RFC 6376 §3.3) or Ed25519 (RFC 8463 §3).
public enum Algorithm {
  RSA("rsa", "SHA256withRSA"),
  ED25519("ed25519", "Ed25519");

  private final String keyType;
  private final String signature;

  Algorithm(String keyType, String signature) {
    this.keyType = keyType;
    this.signature = signature;
  }

  static Algorithm of(String name) throws Refused {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "rsa-sha256" -> RSA;
      case "ed25519-sha256" -> ED25519;
      // RFC 8301 §3.1: SHA-1 is not verified.
      case "rsa-sha1" -> throw Refused.broken("rsa-sha1 is no longer accepted");
      default -> throw Refused.broken("unknown algorithm");
    };
  }

  public static Algorithm of(Key key) {
    return key.getAlgorithm().equals("RSA") ? RSA : ED25519;
  }

  String keyType() {
    return keyType;
  }

  public byte[] sign(PrivateKey key, byte[] octets) {
    try {
      Signature signer = Signature.getInstance(signature);
      signer.initSign(key);
      signer.update(input(octets));
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key cannot sign", e);
    }
  }

  boolean verifies(PublicKey key, byte[] octets, byte[] value) {
    try {
      Signature verifier = Signature.getInstance(signature);
      verifier.initVerify(key);
      verifier.update(input(octets));
      return verifier.verify(value);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /// RFC 8463 §3: Ed25519 signs the SHA-256 hash, not the octets.
  private byte[] input(byte[] octets) {
    return this == ED25519 ? Sha256.digest().digest(octets) : octets;
  }

  /// The value of `a=`.
  @Override
  public String toString() {
    return keyType + "-sha256";
  }
}
