package dev.yubin.srs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA256 cut to 30 bits: a local part has little room, and each guess costs a RCPT.
final class Digest {
  private static final String HMAC = "HmacSHA256";
  private static final int LENGTH = 6;

  private final SecretKeySpec key;

  Digest(String secret) {
    this.key = new SecretKeySpec(("srs " + secret).getBytes(UTF_8), HMAC);
  }

  String of(String text) {
    byte[] octets = hmac(text.toLowerCase(Locale.ROOT));
    StringBuilder digest = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      digest.append(Base32.DIGITS.charAt(octets[i] & 31));
    }
    return digest.toString();
  }

  boolean matches(String digest, String text) {
    return MessageDigest.isEqual(
        of(text).getBytes(UTF_8), digest.toUpperCase(Locale.ROOT).getBytes(UTF_8));
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
