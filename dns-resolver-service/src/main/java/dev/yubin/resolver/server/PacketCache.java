package dev.yubin.resolver.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Responses over UDP as they went out, for clients that ask the same again: nothing is parsed,
/// looked up or written then. What is here is younger than nine tenths of its TTL, so that the
/// cache of answers still sees who asks for what is about to end, and renews it. Safe for use by
/// many threads.
final class PacketCache {
  private static final long OCTETS = 16_000_000;

  /// What an entry costs beside its packet, octets.
  private static final int OVERHEAD = 250;

  private final Ticker ticker;
  private final Cache<PacketKey, Entry> packets;

  PacketCache() {
    this(Ticker.systemTicker());
  }

  PacketCache(Ticker ticker) {
    this.ticker = ticker;
    this.packets =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(OCTETS)
            .weigher((PacketKey key, Entry entry) -> OVERHEAD + entry.packet.length)
            .build();
  }

  /// @param ttls where in the packet the TTLs are
  /// @param flushes how often the cache of answers had been flushed
  private record Entry(byte[] packet, int[] ttls, long since, long end, long flushes) {}

  /// The response to a query.
  ///
  /// @param flushes how often the cache of answers has been flushed
  /// @return null when there is none that still holds
  byte @Nullable [] find(PacketKey key, byte[] query, long flushes) {
    Entry entry = packets.getIfPresent(key);
    long now = ticker.read();
    if (entry == null || entry.flushes != flushes || now - entry.end >= 0) {
      return null;
    }
    byte[] response = entry.packet.clone();
    // The id and the name in the case of this query.
    response[0] = query[0];
    response[1] = query[1];
    System.arraycopy(
        query, PacketKey.HEADER, response, PacketKey.HEADER, key.questionEnd() - PacketKey.HEADER);
    int age = (int) Duration.ofNanos(now - entry.since).toSeconds();
    for (int at : entry.ttls) {
      ResponsePacket.setTtl(response, at, Math.max(0, ResponsePacket.ttl(response, at) - age));
    }
    return response;
  }

  /// Keeps a response where it is an answer that may be given to others.
  void put(PacketKey key, byte[] response, long flushes) {
    if (!ResponsePacket.isWholeAnswer(response)) {
      return;
    }
    int[] ttls = ResponsePacket.ttls(response, key.questionEnd());
    long smallest =
        Arrays.stream(ttls).mapToLong(at -> ResponsePacket.ttl(response, at)).min().orElse(0);
    if (smallest > 0) {
      long now = ticker.read();
      long end = now + Duration.ofSeconds(smallest).toNanos() / 10 * 9;
      packets.put(key, new Entry(response, ttls, now, end, flushes));
    }
  }
}
