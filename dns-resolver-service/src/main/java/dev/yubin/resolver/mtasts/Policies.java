package dev.yubin.resolver.mtasts;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.yubin.dns.TlsWishes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;

/// The MTA-STS policies of domains, each fetched once for its id and kept for its max_age (RFC 8461
/// §3.3). A policy that holds stays in force while a newer one, or its TXT record, cannot be had
/// (RFC 8461 §5.1).
final class Policies {
  private static final Logger log = LoggerFactory.getLogger(Policies.class);
  private static final Name PREFIX = Name.fromConstantString("mta-sts");
  private static final int MAX_POLICIES = 10_000;

  /// RFC 8461 §3.3: a failed fetch is not repeated for five minutes.
  private static final Duration FAILURE = Duration.ofMinutes(5);

  private final PolicyServer https;
  private final Duration wait;
  private final Executor executor;
  private final AsyncCache<Key, Fetched> fetched;
  private final Cache<Name, Valid> valid;

  private record Key(Name domain, String id) {}

  /// @param policy empty when it could not be fetched
  private record Fetched(Optional<PolicyText> policy) {
    Duration holds() {
      return policy.map(PolicyText::maxAge).orElse(FAILURE);
    }
  }

  /// The newest policy of a domain.
  private record Valid(String id, PolicyText policy) {}

  /// @param wait how long a question waits for a fetch, which goes on behind it
  Policies(PolicyServer https, Duration wait, Executor executor) {
    this.https = https;
    this.wait = wait;
    this.executor = executor;
    this.fetched =
        Caffeine.newBuilder()
            .maximumSize(MAX_POLICIES)
            .expireAfter(Expiry.creating((Key key, Fetched f) -> f.holds()))
            .buildAsync();
    this.valid =
        Caffeine.newBuilder()
            .maximumSize(MAX_POLICIES)
            .expireAfter(Expiry.writing((Name domain, Valid v) -> v.policy().maxAge()))
            .build();
  }

  /// Blocks until the policy is there, but only for so long: a mail may go without one that cannot
  /// be had now (RFC 8461 §5).
  ///
  /// @param id what the TXT record says; empty when there is none, or it cannot be had now
  PolicyLookup of(Name domain, Optional<String> id) {
    PolicyFetch fetch = id.map(i -> await(new Key(domain, i))).orElse(PolicyFetch.DONE);
    Valid known = valid.getIfPresent(domain);
    Optional<TlsWishes.MtaSts> inForce =
        Optional.ofNullable(known)
            .flatMap(
                v ->
                    v.policy()
                        .mode()
                        .map(mode -> new TlsWishes.MtaSts(v.id(), mode, v.policy().mx())));
    return new PolicyLookup(inForce, fetch);
  }

  private PolicyFetch await(Key key) {
    return fetched
        .get(key, (k, ignored) -> CompletableFuture.supplyAsync(() -> fetch(k), executor))
        .thenApply(done -> done.policy().isPresent() ? PolicyFetch.DONE : PolicyFetch.FAILED)
        .completeOnTimeout(PolicyFetch.UNDER_WAY, wait.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private Fetched fetch(Key key) {
    try {
      Name host = Name.concatenate(PREFIX, key.domain());
      PolicyText policy = PolicyText.parse(https.get(host.canonicalize().toString(true)));
      valid.put(key.domain(), new Valid(key.id(), policy));
      return new Fetched(Optional.of(policy));
    } catch (IOException | IllegalArgumentException e) {
      log.info(
          "event=mta-sts-not-fetched domain={} id={} reason=\"{}\"",
          key.domain(),
          key.id(),
          e.getMessage());
      return new Fetched(Optional.empty());
    }
  }
}
