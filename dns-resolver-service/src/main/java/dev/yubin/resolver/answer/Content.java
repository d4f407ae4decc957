package dev.yubin.resolver.answer;

import dev.yubin.dns.DnssecState;
import java.time.Duration;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// The records of an answer.
///
/// @param canonicalName the name at the end of the CNAME chain, or the name asked for
/// @param answers CNAMEs in their order, then the records, with their RRSIGs if there were any
/// @param authority SOA and proofs of a negative answer
/// @param ttl how long this holds, from `age` on
/// @param age how long the records, whose TTLs are those of the upstream, were in the cache
/// @param isStale whether it is given beyond its time (RFC 8767)
public record Content(
    Name canonicalName,
    List<Record> answers,
    List<Record> authority,
    DnssecState dnssec,
    Duration ttl,
    Duration age,
    boolean isStale) {
  private static final Duration STALE_TTL = Duration.ofSeconds(30);

  public Content {
    answers = List.copyOf(answers);
    authority = List.copyOf(authority);
  }

  Content(
      Name canonicalName,
      List<Record> answers,
      List<Record> authority,
      DnssecState dnssec,
      Duration ttl,
      Duration age) {
    this(canonicalName, answers, authority, dnssec, ttl, age, false);
  }

  /// One of the records with the TTL that is left of it.
  public Record aged(Record r) {
    return Lifetime.withTtl(r, Math.clamp(r.getTTL() - age.toSeconds(), 0, r.getTTL()));
  }

  /// The records of a class, such as `MXRecord`.
  public <R extends Record> Stream<R> records(Class<R> kind) {
    return answers.stream().filter(kind::isInstance).map(kind::cast);
  }

  Content aged(Duration time) {
    Duration left = ttl.minus(time);
    return new Content(
        canonicalName,
        answers,
        authority,
        dnssec,
        left.isNegative() ? Duration.ZERO : left,
        age.plus(time),
        isStale);
  }

  /// RFC 8767 §4: what is given beyond its time is given for thirty seconds.
  Content stale() {
    LongUnaryOperator brief = ttl -> STALE_TTL.toSeconds();
    return new Content(
        canonicalName,
        Lifetime.withTtl(answers, brief),
        Lifetime.withTtl(authority, brief),
        dnssec,
        STALE_TTL,
        Duration.ZERO,
        true);
  }

  Content withTtl(Duration time, LongUnaryOperator ofRecords) {
    return new Content(
        canonicalName,
        Lifetime.withTtl(answers, ofRecords),
        Lifetime.withTtl(authority, ofRecords),
        dnssec,
        time,
        age,
        isStale);
  }

  /// The same records as the end of a chain that began elsewhere.
  Content after(Content chain) {
    return new Content(
        canonicalName,
        Stream.concat(chain.answers.stream(), answers.stream()).toList(),
        authority,
        dnssec.compareTo(chain.dnssec) > 0 ? dnssec : chain.dnssec,
        ttl.compareTo(chain.ttl) < 0 ? ttl : chain.ttl,
        age,
        isStale || chain.isStale);
  }
}
