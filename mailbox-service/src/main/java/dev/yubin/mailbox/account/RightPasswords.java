package dev.yubin.mailbox.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A short memory of passwords that were right, one an account: clients that connect again and
/// again then cost no argon2id each time. What is kept is an HMAC under a key that dies with the
/// process.
final class RightPasswords {
  private static final String HMAC = "HmacSHA256";
  private static final int MAX_ACCOUNTS = 50_000;

  private final SecretKeySpec key = new SecretKeySpec(random(), HMAC);
  private final Cache<String, byte[]> byAddress;

  RightPasswords(Duration memory) {
    this.byAddress =
        Caffeine.newBuilder().maximumSize(MAX_ACCOUNTS).expireAfterWrite(memory).build();
  }

  /// @param address in lower case
  boolean contains(String address, String password) {
    byte[] known = byAddress.getIfPresent(address);
    return known != null && MessageDigest.isEqual(known, digest(address, password));
  }

  void add(String address, String password) {
    byAddress.put(address, digest(address, password));
  }

  void forget(String address) {
    byAddress.invalidate(address);
  }

  private byte[] digest(String address, String password) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      mac.update(address.getBytes(UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(password.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] random() {
    byte[] octets = new byte[32];
    new SecureRandom().nextBytes(octets);
    return octets;
  }
}
