package dev.yubin.delivery.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Proves who sent a body and when: HMAC-SHA256 (RFC 2104) of the time, a dot and the body. Who
/// checks it refuses times that are long past, and so what is played again. Safe for use by many
/// threads.
final class Signature {
  static final String FIELD = "Yubin-Signature";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_SECRET = 16;

  private final SecretKeySpec key;

  Signature(byte[] secret) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /// White space around the secret is not part of it.
  ///
  /// @throws RuntimeException that says what is wrong with the file
  static Signature of(Path file) {
    try {
      byte[] secret = Files.readString(file).strip().getBytes(UTF_8);
      if (secret.length < MIN_SECRET) {
        throw new IllegalArgumentException(
            "yubin.delivery.webhook.secret-file=" + file + " must hold 16 octets or more");
      }
      return new Signature(secret);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "yubin.delivery.webhook.secret-file=" + file + " must name a file that can be read", e);
    }
  }

  /// @return `t=SECONDS,v1=HEX`
  String of(Instant time, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((time.getEpochSecond() + ".").getBytes(US_ASCII));
      return "t=%d,v1=%s"
          .formatted(time.getEpochSecond(), HexFormat.of().formatHex(mac.doFinal(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }
}
