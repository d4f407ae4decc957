package dev.yubin.mailbox.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.mail.EmailAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Passwords by which an administrator logs in to an account, to move mail in or out. A pass is of
/// one account and lasts for minutes; a session that began with it goes on. None is kept: each
/// holds its end and an HMAC under the secret that all instances share, so that any of them
/// knows it.
public final class AccessPasses {
  /// Time enough to log in.
  private static final Duration LIFE = Duration.ofMinutes(5);

  private static final String HMAC = "HmacSHA256";
  private static final Pattern FORM = Pattern.compile("yubin-pass-([0-9]{1,12})-([\\w-]{43})");

  private final SecretKeySpec key;
  private final InstantSource clock;

  /// @param secret the same at all instances
  public AccessPasses(String secret, InstantSource clock) {
    this.key = new SecretKeySpec(("access-passes " + secret).getBytes(UTF_8), HMAC);
    this.clock = clock;
  }

  /// @param expiresAt when it opens no new session any more
  public record Pass(String password, Instant expiresAt) {
    @Override
    public String toString() {
      return "Pass[expiresAt=" + expiresAt + "]";
    }
  }

  public Pass issue(EmailAddress account) {
    Instant end = Instant.ofEpochSecond(clock.instant().plus(LIFE).getEpochSecond());
    String proof = Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(account, end));
    return new Pass("yubin-pass-%d-%s".formatted(end.getEpochSecond(), proof), end);
  }

  /// Whether a password is a pass of the account that has not ended. Its 256 bits are beyond
  /// guessing, so that nobody counts wrong ones.
  boolean admit(EmailAddress account, String password) {
    Matcher parts = FORM.matcher(password);
    if (!parts.matches()) {
      return false;
    }
    Instant end = Instant.ofEpochSecond(Long.parseLong(parts.group(1)));
    byte[] proof = Base64.getUrlDecoder().decode(parts.group(2));
    return MessageDigest.isEqual(proof, hmac(account, end)) && clock.instant().isBefore(end);
  }

  private byte[] hmac(EmailAddress account, Instant end) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal((end.getEpochSecond() + " " + account.key()).getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
