package dev.yubin.smtp.signing;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.yubin.dkim.SigningKeys;
import dev.yubin.smtp.inspection.dkim.DkimSigner;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/// The signing keys of domains. They are asked for anew after some minutes, and while nobody
/// answers, those of before are used. Safe for use by many threads.
public final class DomainKeys {
  private static final Logger log = LoggerFactory.getLogger(DomainKeys.class);
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final int MAX_DOMAINS = 10_000;

  private final LoadingCache<String, List<DkimSigner.Key>> keys;

  /// @param executor runs what fetches keys anew
  DomainKeys(SigningKeys source, Executor executor, Ticker ticker) {
    // A fetch anew that throws leaves what is there.
    this.keys =
        Caffeine.newBuilder()
            .maximumSize(MAX_DOMAINS)
            .refreshAfterWrite(FRESH)
            .executor(executor)
            .ticker(ticker)
            .build(domain -> source.of(domain).stream().map(DomainKeys::parse).toList());
  }

  /// @param domain A-labels, lower case
  /// @return none when the domain is not ours, or nobody could be asked yet
  public List<DkimSigner.Key> of(String domain) {
    try {
      return keys.get(domain);
    } catch (RestClientException e) {
      log.warn("event=signing-keys-unknown domain={} cause={}", domain, e.toString());
      return List.of();
    }
  }

  /// RFC 6376 §3.6.1, RFC 8463 §4: the names that the keys have in DNS are those of Java, too.
  private static DkimSigner.Key parse(SigningKeys.Key key) {
    try {
      PrivateKey secret =
          KeyFactory.getInstance(key.algorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(key.privateKey()));
      return new DkimSigner.Key(key.selector(), secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("No PKCS#8 key: selector " + key.selector(), e);
    }
  }
}
