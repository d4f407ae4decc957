package dev.yubin.smtp.inspection.dkim;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The only hash that RFC 8301 §3.1 leaves.
final class Sha256 {
  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
