package dev.yubin.resolver.answer;

import dev.yubin.dns.DnssecState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/// How long records hold.
final class Lifetime {
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private Lifetime() {}

  /// The answer with its TTLs within the bounds.
  static Answer bounded(Answer answer, CacheProperties bounds) {
    return switch (answer) {
      case Answer.Found(Content content) ->
          new Answer.Found(bounded(content, bounds.minTtl(), bounds.maxTtl()));
      case Answer.NoData(Content content) ->
          new Answer.NoData(bounded(content, Duration.ZERO, bounds.maxNegativeTtl()));
      case Answer.NoSuchName(Content content) ->
          new Answer.NoSuchName(bounded(content, Duration.ZERO, bounds.maxNegativeTtl()));
      case Answer.Failed failed -> failed;
      case Answer.Bogus bogus -> bogus;
    };
  }

  private static Content bounded(Content content, Duration min, Duration max) {
    Duration most = min(max, signed(content));
    long floor = Math.min(min.toSeconds(), most.toSeconds());
    LongUnaryOperator bound = ttl -> Math.clamp(ttl, floor, most.toSeconds());
    return content.withTtl(Duration.ofSeconds(bound.applyAsLong(content.ttl().toSeconds())), bound);
  }

  /// How much longer the signatures of secure records hold, which bounds their TTL (RFC 4035
  /// §5.3.3).
  static Duration signed(Content content) {
    if (content.dnssec() != DnssecState.SECURE) {
      return FOREVER;
    }
    Instant now = Instant.now();
    return Stream.concat(content.answers().stream(), content.authority().stream())
        .filter(RRSIGRecord.class::isInstance)
        .map(r -> atLeastZero(Duration.between(now, ((RRSIGRecord) r).getExpire())))
        .reduce(FOREVER, Lifetime::min);
  }

  /// The records with other TTLs. dnsjava's records are immutable, so the four octets behind name,
  /// type and class (RFC 1035 §3.2.1) are changed on the wire.
  static List<Record> withTtl(List<Record> records, LongUnaryOperator ttl) {
    return records.stream().map(r -> withTtl(r, ttl.applyAsLong(r.getTTL()))).toList();
  }

  static Record withTtl(Record r, long ttl) {
    if (r.getTTL() == ttl) {
      return r;
    }
    byte[] wire = r.toWire(Section.ANSWER);
    int at = r.getName().length() + 4;
    for (int i = 0; i < 4; i++) {
      wire[at + i] = (byte) (ttl >> (24 - 8 * i));
    }
    try {
      return Record.fromWire(wire, Section.ANSWER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  static Duration atLeastZero(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
