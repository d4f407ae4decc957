package dev.yubin.mailbox.imap.objectid;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The beginning of a SHA-256, in small hexadecimal letters.
final class Digests {
  private Digests() {}

  static String hex(byte[] octets, int length) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets);
      return HexFormat.of().formatHex(digest, 0, length);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
