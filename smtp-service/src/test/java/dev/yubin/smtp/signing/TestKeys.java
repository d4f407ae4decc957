package dev.yubin.smtp.signing;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.yubin.dkim.SigningKeys;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;

/// A key of example.test, selector `s1`, made anew in each run.
public final class TestKeys {
  private static final KeyPair PAIR = pair();

  public static final DomainKeys DOMAIN_KEYS =
      new DomainKeys(TestKeys::of, Runnable::run, Ticker.systemTicker());

  /// What the domain publishes at `s1._domainkey.example.test`.
  public static final String RECORD =
      "v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(PAIR.getPublic().getEncoded());

  private TestKeys() {}

  private static List<SigningKeys.Key> of(String domain) {
    return domain.equals("example.test")
        ? List.of(new SigningKeys.Key("s1", "rsa", PAIR.getPrivate().getEncoded()))
        : List.of();
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
