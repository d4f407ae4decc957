package dev.yubin.mailbox.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.auth.ScramKeys;
import dev.yubin.store.account.Logins;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// SCRAM keys of addresses that do not exist: the same each time and at each instance, as those
/// of a real account are, so that asking for a salt does not tell which addresses exist.
final class MadeUpKeys {
  private static final String HMAC = "HmacSHA256";
  private static final int SALT_LENGTH = 16;

  private final SecretKeySpec key;

  /// @param secret the same at all instances
  MadeUpKeys(String secret) {
    this.key = new SecretKeySpec(("made-up-keys " + secret).getBytes(UTF_8), HMAC);
  }

  ScramKeys of(String address) {
    String name = address.toLowerCase(Locale.ROOT);
    byte[] salt = Arrays.copyOf(hmac("salt " + name), SALT_LENGTH);
    return new ScramKeys(
        salt, Logins.scramIterations(), hmac("stored " + name), hmac("server " + name));
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
