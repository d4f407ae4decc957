package dev.yubin.smtp.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yubin.mail.EmailAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Logins that were right a moment ago, so that a client with one mail a connection does not cost a
/// key derivation each time. Holds HMACs under a key that this process made and tells nobody,
/// never a password. They are remembered by client, so that nobody elsewhere learns here whether a
/// guess is right after too many were wrong. A password that was changed, or an account that was
/// closed, may be used here until the time is over. Safe for use by many threads.
final class RecentLogins {
  private static final String HMAC = "HmacSHA256";
  private static final int MAX_ENTRIES = 10_000;

  private final SecretKeySpec key;
  private final Cache<ByteBuffer, EmailAddress> accounts;

  /// @param validity how long a login is remembered; zero remembers none
  RecentLogins(Duration validity) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, HMAC);
    this.accounts =
        Caffeine.newBuilder().maximumSize(MAX_ENTRIES).expireAfterWrite(validity).build();
  }

  Optional<EmailAddress> find(String client, String name, String password) {
    return Optional.ofNullable(accounts.getIfPresent(digest(client, name, password)));
  }

  void remember(String client, String name, String password, EmailAddress account) {
    accounts.put(digest(client, name, password), account);
  }

  private ByteBuffer digest(String client, String name, String password) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      // No address holds NUL, so no two pairs give the same octets.
      return ByteBuffer.wrap(
          mac.doFinal((client + "\0" + name + "\0" + password).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
