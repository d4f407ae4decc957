package dev.yubin.resolver.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/// How many responses over UDP a network gets. The source of a datagram may be forged, and then a
/// response hits somebody who never asked (RFC 5358 §3). Loopback addresses do not come from the
/// network (RFC 1122 §3.2.1.3), and are not limited. Safe for use by many threads.
final class RateLimit {
  /// One household or office has about so much (RFC 6177 §2), and one forged victim's network.
  private static final int V4_OCTETS = 3;

  private static final int V6_OCTETS = 7;
  private static final int MAX_NETWORKS = 20_000;
  private static final Duration FORGET = Duration.ofMinutes(1);

  private final int perSecond;
  private final Ticker ticker;
  private final Cache<ByteBuffer, Credit> credits;

  /// What becomes of a response.
  enum Verdict {
    SEND,
    /// Sent empty with TC: a real client comes again over TCP, whose source is no forgery.
    TRUNCATE,
    DROP
  }

  /// @param perSecond responses to a network; 0 for any number
  RateLimit(int perSecond) {
    this(perSecond, Ticker.systemTicker());
  }

  RateLimit(int perSecond, Ticker ticker) {
    this.perSecond = perSecond;
    this.ticker = ticker;
    this.credits =
        Caffeine.newBuilder()
            .ticker(ticker)
            .maximumSize(MAX_NETWORKS)
            .expireAfterAccess(FORGET)
            .build();
  }

  Verdict judge(InetAddress client) {
    if (perSecond == 0 || client.isLoopbackAddress()) {
      return Verdict.SEND;
    }
    return credits.get(network(client), n -> new Credit()).take();
  }

  private static ByteBuffer network(InetAddress client) {
    byte[] octets = client.getAddress();
    return ByteBuffer.wrap(Arrays.copyOf(octets, octets.length == 4 ? V4_OCTETS : V6_OCTETS));
  }

  /// Of one network: a second's worth at most, earned as time passes.
  private final class Credit {
    private double left = perSecond;
    private long since = ticker.read();
    private boolean truncated;

    synchronized Verdict take() {
      long now = ticker.read();
      left = Math.min(perSecond, left + (now - since) * (double) perSecond / 1e9);
      since = now;
      if (left >= 1) {
        left--;
        return Verdict.SEND;
      }
      truncated = !truncated;
      return truncated ? Verdict.TRUNCATE : Verdict.DROP;
    }
  }
}
