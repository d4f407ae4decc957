package dev.yubin.mailbox.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A text that others must know. Comparing takes the same time whatever is wrong with a guess.
final class Secret {
  private final byte[] digest;

  Secret(String text) {
    this.digest = sha256(text);
  }

  boolean is(String guess) {
    return MessageDigest.isEqual(digest, sha256(guess));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
