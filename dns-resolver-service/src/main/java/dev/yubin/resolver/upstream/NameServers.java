package dev.yubin.resolver.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.xbill.DNS.Message;

/// The name servers of zones, as they are met on the way from the root, with what is remembered of
/// each that was asked within the last hour.
public final class NameServers {
  /// Of all name servers together, whose number is without end.
  private static final String METRICS_NAME = "name-servers";

  private static final int MAX_KNOWN = 20_000;
  private static final Duration REMEMBERED = Duration.ofHours(1);

  /// Of one zone for one question: where so many fail, the others hardly do better.
  private static final int MAX_ASKED = 6;

  private final Duration timeout;
  private final MeterRegistry metrics;
  private final Counter passedOver;
  private final Searches searches;
  private final Cache<InetSocketAddress, Upstream> known =
      Caffeine.newBuilder().maximumSize(MAX_KNOWN).expireAfterAccess(REMEMBERED).build();

  /// @param timeout how long one server may take for one answer
  /// @param executor runs what waits for a server: of virtual threads
  public NameServers(Duration timeout, Executor executor, MeterRegistry metrics) {
    this.timeout = timeout;
    this.metrics = metrics;
    this.passedOver = metrics.counter("yubin.dns.upstream.passed.over", "upstream", METRICS_NAME);
    this.searches = new Searches(executor);
  }

  /// Asks servers of one zone, in random order, until one has a response that is usable. Those that
  /// failed when they were asked last come after the others: such as all of IPv6 where there is
  /// none. Blocks.
  ///
  /// @param usable false for a response that shows its server to be lame for the zone
  /// @throws IOException when none had one; its message is the last one's failure
  public Message ask(Message query, List<InetSocketAddress> servers, Predicate<Message> usable)
      throws IOException {
    List<InetSocketAddress> order = new ArrayList<>(servers);
    Collections.shuffle(order);
    List<Upstream> upstreams =
        order.stream()
            .map(s -> known.get(s, this::upstream))
            .sorted(Comparator.comparing(u -> !u.isReachable()))
            .limit(MAX_ASKED)
            .toList();
    return searches.run(query, upstreams, r -> Upstream.isUsable(r) && usable.test(r));
  }

  private Upstream upstream(InetSocketAddress server) {
    return new Upstream(
        new UpstreamAddress.Plain(server).toString(),
        new PlainTransport(server, passedOver),
        timeout,
        metrics,
        METRICS_NAME);
  }
}
