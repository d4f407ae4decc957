package dev.yubin.resolver.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/// Answers for as long as they hold, and longer when there is no newer one (RFC 8767), within a
/// bound of memory. Equal questions at one time become one; what is asked for shortly before its
/// end is renewed early.
public final class AnswerCache {
  /// RFC 8767 §5: the client response timer.
  private static final Duration PATIENCE = Duration.ofMillis(1_800);

  /// What an entry costs beside its records, octets.
  private static final int OVERHEAD = 300;

  private final Cache<Question, CachedAnswer> cache;
  private final ConcurrentMap<Question, CompletableFuture<CachedAnswer>> searches =
      new ConcurrentHashMap<>();
  private final AtomicLong flushes = new AtomicLong();
  private final CacheProperties rules;
  private final Executor executor;
  private final Ticker ticker;
  private final Counter hits;
  private final Counter misses;
  private final Counter stale;
  private final Counter prefetches;
  private final Counter bogus;

  /// @param executor runs what finds an answer that is not here
  public AnswerCache(CacheProperties rules, Executor executor, MeterRegistry metrics) {
    this(rules, executor, metrics, Ticker.systemTicker());
  }

  AnswerCache(CacheProperties rules, Executor executor, MeterRegistry metrics, Ticker ticker) {
    this.rules = rules;
    this.executor = executor;
    this.ticker = ticker;
    this.hits = hits(metrics);
    this.misses = metrics.counter("yubin.dns.cache", "result", "miss");
    this.bogus = metrics.counter("yubin.dns.validation.failures");
    this.stale = metrics.counter("yubin.dns.cache", "result", "stale");
    this.prefetches = metrics.counter("yubin.dns.cache.prefetches");
    this.cache =
        Caffeine.newBuilder()
            .ticker(ticker)
            .maximumWeight(rules.size().toBytes())
            .weigher((Question q, CachedAnswer entry) -> weight(entry.answer()))
            .expireAfter(Expiry.writing((Question q, CachedAnswer entry) -> entry.kept()))
            .build();
    metrics.gauge("yubin.dns.cache.size", cache, Cache::estimatedSize);
  }

  /// Counts the questions that a cache answers.
  public static Counter hits(MeterRegistry metrics) {
    return metrics.counter("yubin.dns.cache", "result", "hit");
  }

  /// Gives the answer that is here, or waits for the one that `source` finds.
  Answer get(Question question, Function<Question, Answer> source) {
    CachedAnswer known = cache.getIfPresent(question);
    long now = ticker.read();
    if (known == null) {
      misses.increment();
      return search(question, source).join().aged(ticker.read());
    }
    if (!known.isFresh(now)) {
      return renewed(known, question, source);
    }
    hits.increment();
    if (known.isAboutToEnd(now) && known.mayBeRenewed(now)) {
      prefetches.increment();
      search(question, source);
    }
    return known.aged(now);
  }

  /// Whether an answer is here that holds.
  boolean has(Question question) {
    CachedAnswer known = cache.getIfPresent(question);
    return known != null && known.isFresh(ticker.read());
  }

  /// Forgets everything.
  public void clear() {
    flushes.incrementAndGet();
    cache.invalidateAll();
  }

  /// Forgets what is known of a name and of what is below it.
  ///
  /// @return how many answers that were
  public int forget(Name name) {
    flushes.incrementAndGet();
    int before = cache.asMap().size();
    cache.asMap().keySet().removeIf(question -> question.name().subdomain(name));
    return Math.max(0, before - cache.asMap().size());
  }

  /// How often something was forgotten by order.
  long flushes() {
    return flushes.get();
  }

  /// What is known of a name and of what is below it, at most so many answers.
  public Map<Question, Answer> known(Name name, int limit) {
    long now = ticker.read();
    Map<Question, Answer> result = new LinkedHashMap<>();
    cache.asMap().entrySet().stream()
        .filter(known -> known.getKey().name().subdomain(name))
        .limit(limit)
        .forEach(known -> result.put(known.getKey(), known.getValue().aged(now)));
    return result;
  }

  private Answer renewed(CachedAnswer old, Question question, Function<Question, Answer> source) {
    if (old.mayBeRenewed(ticker.read())) {
      CachedAnswer fresh = inTime(search(question, source));
      if (fresh != null && !(fresh.answer() instanceof Answer.Failed)) {
        misses.increment();
        return fresh.aged(ticker.read());
      }
      old.pause(ticker.read());
    }
    stale.increment();
    return old.stale();
  }

  private static @Nullable CachedAnswer inTime(CompletableFuture<CachedAnswer> search) {
    return search.copy().completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  private CompletableFuture<CachedAnswer> search(
      Question question, Function<Question, Answer> source) {
    CompletableFuture<CachedAnswer> mine = new CompletableFuture<>();
    CompletableFuture<CachedAnswer> others = searches.putIfAbsent(question, mine);
    if (others != null) {
      return others;
    }
    try {
      mine.completeAsync(() -> find(question, source, mine), executor);
    } catch (RuntimeException e) {
      searches.remove(question, mine);
      throw e;
    }
    return mine;
  }

  private CachedAnswer find(
      Question question,
      Function<Question, Answer> source,
      CompletableFuture<CachedAnswer> search) {
    try {
      return find(question, source);
    } finally {
      // Before those who wait go on, so that none of them comes upon an ended search.
      searches.remove(question, search);
    }
  }

  private CachedAnswer find(Question question, Function<Question, Answer> source) {
    CachedAnswer known = cache.getIfPresent(question);
    long now = ticker.read();
    if (known != null && known.isFresh(now) && !known.isAboutToEnd(now)) {
      // Another search has just ended.
      return known;
    }
    Answer answer = Lifetime.bounded(source.apply(question), rules);
    if (answer instanceof Answer.Bogus) {
      bogus.increment();
    }
    CachedAnswer found = new CachedAnswer(answer, rules.serveStale(), ticker.read());
    if (known != null && known.isConclusive() && answer instanceof Answer.Failed) {
      known.pause(ticker.read());
    } else {
      // Also when it is bogus: from then on the old answer is not served any more.
      cache.put(question, found);
    }
    return found;
  }

  private static int weight(Answer answer) {
    int octets = OVERHEAD;
    if (answer instanceof Answer.Conclusive known) {
      for (Record r : known.content().answers()) {
        octets += r.toWire(Section.ANSWER).length;
      }
      for (Record r : known.content().authority()) {
        octets += r.toWire(Section.AUTHORITY).length;
      }
    }
    return octets;
  }
}
