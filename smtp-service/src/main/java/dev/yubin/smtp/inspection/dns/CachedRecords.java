package dev.yubin.smtp.inspection.dns;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.RecordType;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.springframework.web.client.RestClientException;

/// Answers for as long as they hold, and for an hour more while dns-resolver-service is away,
/// within a bound of memory. Equal questions at one time become one. Blocks the caller; safe for
/// use by many threads.
public final class CachedRecords implements DnsRecords {
  /// What spammers invent is asked for once; characters of the values and names.
  private static final long MAX_CHARACTERS = 16_000_000;

  /// What an entry costs beside its text, in characters.
  private static final int OVERHEAD = 200;

  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(1);

  /// RFC 9520 §3.2: a failure is remembered for at least a second.
  private static final Duration FAILURE = Duration.ofSeconds(1);

  /// RFC 1035 §2.3.4, and only what the path of a URL carries safely through every proxy. No host
  /// has another name; a name from a HELO, by way of an SPF macro, may have any.
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9_+=~!$'*,:@&-]{1,63}+(?:\\.[a-z0-9_+=~!$'*,:@&-]{1,63}+)*+");

  /// How long after its time an answer is better than none.
  private static final Duration STALE = Duration.ofHours(1);

  private final DnsRecords resolver;
  private final Executor executor;
  private final AsyncCache<Question, DnsAnswer> cache;

  /// What the cache had, as the resolver gave it.
  private final Cache<Question, DnsAnswer> last;

  private record Question(RecordType type, String name) {}

  /// @param resolver may throw [RestClientException]
  /// @param executor runs the questions that are not answered here
  public CachedRecords(DnsRecords resolver, Executor executor) {
    this(resolver, executor, Ticker.systemTicker());
  }

  CachedRecords(DnsRecords resolver, Executor executor, Ticker ticker) {
    this.resolver = resolver;
    this.executor = executor;
    this.cache =
        Caffeine.newBuilder()
            .ticker(ticker)
            .maximumWeight(MAX_CHARACTERS)
            .weigher(CachedRecords::weight)
            .expireAfter(Expiry.creating((Question q, DnsAnswer answer) -> holds(answer)))
            .buildAsync();
    this.last =
        Caffeine.newBuilder()
            .ticker(ticker)
            .maximumWeight(MAX_CHARACTERS)
            .weigher(CachedRecords::weight)
            .expireAfter(
                Expiry.writing((Question q, DnsAnswer answer) -> holds(answer).plus(STALE)))
            .build();
  }

  /// Never throws for anything that the DNS, or the way to it, does.
  ///
  /// @param name of any form; what can be no name is no such domain
  @Override
  public DnsAnswer find(RecordType type, String name) {
    String key = name.toLowerCase(Locale.ROOT);
    if (!NAME.matcher(key).matches()) {
      return new DnsAnswer.NoSuchDomain(LONGEST);
    }
    return cache
        .get(
            new Question(type, key),
            (q, ignored) -> CompletableFuture.supplyAsync(() -> ask(q), executor))
        .join();
  }

  private DnsAnswer ask(Question question) {
    try {
      DnsAnswer answer = resolver.find(question.type(), question.name());
      if (!(answer instanceof DnsAnswer.TemporaryFailure)) {
        last.put(question, answer);
      }
      return answer;
    } catch (RestClientException e) {
      DnsAnswer known = last.getIfPresent(question);
      return known == null
          ? new DnsAnswer.TemporaryFailure("dns-resolver-service: " + e.getMessage())
          : passing(known);
    }
  }

  /// The same for the shortest time, so that the resolver is asked again soon.
  private static DnsAnswer passing(DnsAnswer answer) {
    return switch (answer) {
      case DnsAnswer.Found found ->
          new DnsAnswer.Found(found.values(), found.dnssec(), Duration.ZERO);
      case DnsAnswer.NoData none -> new DnsAnswer.NoData(Duration.ZERO);
      case DnsAnswer.NoSuchDomain none -> new DnsAnswer.NoSuchDomain(Duration.ZERO);
      case DnsAnswer.TemporaryFailure failure -> failure;
    };
  }

  private static Duration holds(DnsAnswer answer) {
    return switch (answer) {
      case DnsAnswer.Found found -> within(found.ttl());
      case DnsAnswer.NoData none -> within(none.ttl());
      case DnsAnswer.NoSuchDomain none -> within(none.ttl());
      case DnsAnswer.TemporaryFailure failure -> FAILURE;
    };
  }

  private static Duration within(Duration ttl) {
    if (ttl.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return ttl.compareTo(LONGEST) > 0 ? LONGEST : ttl;
  }

  private static int weight(Question question, DnsAnswer answer) {
    int text = OVERHEAD + question.name().length();
    return answer instanceof DnsAnswer.Found found
        ? text + found.values().stream().mapToInt(v -> OVERHEAD + v.length()).sum()
        : text;
  }
}
