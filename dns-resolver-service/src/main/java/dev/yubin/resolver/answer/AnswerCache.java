package dev.yubin.resolver.answer;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/// Answers for as long as they hold, within a bound of memory. Equal questions at one time become
/// one.
public final class AnswerCache {
  /// RFC 9520 §3.2: a failure is remembered for at least a second, at most five minutes.
  private static final Duration FAILURE_TTL = Duration.ofSeconds(1);

  /// What an entry costs beside its records, octets.
  private static final int OVERHEAD = 300;

  private final AsyncCache<Question, Entry> cache;
  private final Executor executor;
  private final Counter hits;
  private final Counter misses;
  private final Counter bogus;

  /// An answer and when it came.
  private record Entry(Answer answer, long since) {
    Answer now() {
      Duration age = Duration.ofNanos(System.nanoTime() - since);
      return switch (answer) {
        case Answer.Found(Content content) -> new Answer.Found(content.aged(age));
        case Answer.NoData(Content content) -> new Answer.NoData(content.aged(age));
        case Answer.NoSuchName(Content content) -> new Answer.NoSuchName(content.aged(age));
        case Answer.Failed failed -> failed;
        case Answer.Bogus bogus -> bogus;
      };
    }

    Duration ttl() {
      return answer instanceof Answer.Conclusive known ? known.content().ttl() : FAILURE_TTL;
    }
  }

  /// @param octets about how much memory the answers may take
  /// @param executor runs what finds an answer that is not here
  public AnswerCache(long octets, Executor executor, MeterRegistry metrics) {
    this.executor = executor;
    this.hits = metrics.counter("yubin.dns.cache", "result", "hit");
    this.misses = metrics.counter("yubin.dns.cache", "result", "miss");
    this.bogus = metrics.counter("yubin.dns.validation.failures");
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(octets)
            .weigher((Question q, Entry entry) -> weight(entry.answer))
            .expireAfter(Expiry.creating((Question q, Entry entry) -> entry.ttl()))
            .buildAsync();
    metrics.gauge("yubin.dns.cache.size", cache, c -> c.synchronous().estimatedSize());
  }

  /// Gives the answer that is here, or waits for the one that `source` finds.
  Answer get(Question question, Function<Question, Answer> source) {
    CompletableFuture<Entry> known = cache.getIfPresent(question);
    (known == null ? misses : hits).increment();
    CompletableFuture<Entry> entry =
        known != null
            ? known
            : cache.get(
                question,
                (q, ignored) -> CompletableFuture.supplyAsync(() -> find(q, source), executor));
    return entry.join().now();
  }

  /// Forgets everything.
  public void clear() {
    cache.synchronous().invalidateAll();
  }

  /// Forgets what is known of a name and of what is below it.
  ///
  /// @return how many answers that were
  public int forget(Name name) {
    int before = cache.asMap().size();
    cache.asMap().keySet().removeIf(question -> question.name().subdomain(name));
    return Math.max(0, before - cache.asMap().size());
  }

  /// What is known of a name and of what is below it, at most so many answers.
  public Map<Question, Answer> known(Name name, int limit) {
    Map<Question, Answer> result = new LinkedHashMap<>();
    cache.synchronous().asMap().entrySet().stream()
        .filter(known -> known.getKey().name().subdomain(name))
        .limit(limit)
        .forEach(known -> result.put(known.getKey(), known.getValue().now()));
    return result;
  }

  private Entry find(Question question, Function<Question, Answer> source) {
    Answer answer = source.apply(question);
    if (answer instanceof Answer.Bogus) {
      bogus.increment();
    }
    return new Entry(answer, System.nanoTime());
  }

  private static int weight(Answer answer) {
    if (answer instanceof Answer.Conclusive known) {
      int octets = OVERHEAD;
      for (Record r : known.content().answers()) {
        octets += r.toWire(Section.ANSWER).length;
      }
      for (Record r : known.content().authority()) {
        octets += r.toWire(Section.AUTHORITY).length;
      }
      return octets;
    }
    return OVERHEAD;
  }
}
