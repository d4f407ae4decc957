package dev.yubin.resolver.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// The upstreams' responses about DS and DNSKEY, of which the chains of trust are made, so that
/// proofs of many names ask for the keys of their common zones once. Not validated yet: who finds a
/// proof broken has them forgotten.
final class ChainCache {
  private static final long OCTETS = 4_000_000;

  /// A lie must not hold longer, and a roll-over of keys not wait longer, than this.
  private static final Duration MAX_TTL = Duration.ofMinutes(15);

  private static final long YOUNG = Duration.ofSeconds(10).toNanos();

  private final Cache<Key, Held> cache =
      Caffeine.newBuilder()
          .maximumWeight(OCTETS)
          .weigher((Key key, Held held) -> 200 + held.message.numBytes())
          .expireAfter(Expiry.writing((Key key, Held held) -> ttl(held.message)))
          .build();

  private record Key(Name name, int type) {}

  private record Held(Message message, long since) {}

  static boolean isOfChain(Message query) {
    int type = query.getQuestion().getType();
    return type == Type.DS || type == Type.DNSKEY;
  }

  /// @return with the TTLs that are left
  @Nullable Message find(Message query) {
    Held held = cache.getIfPresent(key(query));
    if (held == null) {
      return null;
    }
    long age = Duration.ofNanos(System.nanoTime() - held.since).toSeconds();
    Message copy = new Message(query.getHeader().getID());
    copy.setHeader(held.message.getHeader().clone());
    copy.getHeader().setID(query.getHeader().getID());
    for (int section = Section.QUESTION; section <= Section.ADDITIONAL; section++) {
      copy.removeAllRecords(section);
      for (Record r : held.message.getSection(section)) {
        copy.addRecord(isAging(r, section) ? aged(r, age) : r, section);
      }
    }
    return copy;
  }

  void put(Message query, Message response) {
    if (!ttl(response).isZero()) {
      cache.put(key(query), new Held(response, System.nanoTime()));
    }
  }

  /// Forgets all that a proof of this name was made of, but for what has only just come: names that
  /// are bogus for good must not make the upstreams be asked without end.
  void forget(Name name) {
    long now = System.nanoTime();
    cache
        .asMap()
        .entrySet()
        .removeIf(e -> name.subdomain(e.getKey().name) && now - e.getValue().since > YOUNG);
  }

  private static Key key(Message query) {
    return new Key(query.getQuestion().getName(), query.getQuestion().getType());
  }

  private static boolean isAging(Record r, int section) {
    return section != Section.QUESTION && r.getType() != Type.OPT;
  }

  private static Record aged(Record r, long age) {
    return Lifetime.withTtl(r, Math.max(0, r.getTTL() - age));
  }

  private static Duration ttl(Message response) {
    long answers =
        response.getSection(Section.ANSWER).stream().mapToLong(Record::getTTL).min().orElse(-1);
    Optional<Long> negative =
        response.getSection(Section.AUTHORITY).stream()
            .filter(SOARecord.class::isInstance)
            .map(r -> Math.min(r.getTTL(), ((SOARecord) r).getMinimum()))
            .findFirst();
    Duration ttl = Duration.ofSeconds(answers >= 0 ? answers : negative.orElse(0L));
    return Lifetime.min(ttl, MAX_TTL);
  }
}
