package dev.yubin.resolver.answer;

import java.time.Duration;
import java.util.function.UnaryOperator;

/// An answer in the cache: fresh for its TTL, then stale (RFC 8767).
final class CachedAnswer {
  /// RFC 9520 §3.2: a failure is remembered for at least a second, at most five minutes.
  private static final Duration FAILURE_TTL = Duration.ofSeconds(1);

  /// RFC 8767 §5: the failure recheck timer.
  private static final Duration RECHECK = Duration.ofSeconds(30);

  /// What is asked for in the last tenth of its time is popular enough to be renewed early.
  private static final int LAST_PART = 10;

  private final Answer answer;
  private final long since;
  private final Duration ttl;
  private final Duration kept;
  private volatile long recheckAt;

  /// @param now by the cache's clock, nanoseconds
  CachedAnswer(Answer answer, Duration serveStale, long now) {
    this.answer = answer;
    this.since = now;
    this.recheckAt = now;
    if (answer instanceof Answer.Conclusive known) {
      Duration signed = Lifetime.signed(known.content());
      this.ttl = known.content().ttl();
      // RFC 1035 §3.2.1: what has no TTL is for the transaction in progress alone.
      this.kept = ttl.isZero() ? ttl : Lifetime.min(ttl.plus(serveStale), signed);
    } else {
      this.ttl = FAILURE_TTL;
      this.kept = FAILURE_TTL;
    }
  }

  Answer answer() {
    return answer;
  }

  /// How long it stays in the cache, from the beginning.
  Duration kept() {
    return kept;
  }

  boolean isConclusive() {
    return answer instanceof Answer.Conclusive;
  }

  boolean isFresh(long now) {
    return now - since < ttl.toNanos();
  }

  boolean isAboutToEnd(long now) {
    return isConclusive() && now - since >= ttl.toNanos() - ttl.toNanos() / LAST_PART;
  }

  boolean mayBeRenewed(long now) {
    return now - recheckAt >= 0;
  }

  /// It could not be renewed: the upstreams are left alone for a while.
  void pause(long now) {
    recheckAt = now + RECHECK.toNanos();
  }

  Answer aged(long now) {
    Duration age = Duration.ofNanos(now - since);
    return with(content -> content.aged(age));
  }

  Answer stale() {
    return with(Content::stale);
  }

  private Answer with(UnaryOperator<Content> change) {
    return switch (answer) {
      case Answer.Found(Content content) -> new Answer.Found(change.apply(content));
      case Answer.NoData(Content content) -> new Answer.NoData(change.apply(content));
      case Answer.NoSuchName(Content content) -> new Answer.NoSuchName(change.apply(content));
      case Answer.Failed failed -> failed;
      case Answer.Bogus bogus -> bogus;
    };
  }
}
