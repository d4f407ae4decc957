package dev.yubin.resolver.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.ResolverConfig;

/// All servers that may be asked, in the order of `yubin.dns.upstreams`.
public final class Upstreams {
  /// A datagram may be lost: a server that did not answer is asked once more (RFC 1035 §7.2).
  private static final int ROUNDS = 2;

  private final List<Upstream> upstreams;

  /// @param addresses empty for the resolvers of the system
  /// @param timeout how long one server may take for one answer
  /// @param executor runs what follows on an answer
  public Upstreams(
      List<UpstreamAddress> addresses, Duration timeout, Executor executor, MeterRegistry metrics) {
    List<UpstreamAddress> used = addresses.isEmpty() ? systemResolvers() : addresses;
    this.upstreams = used.stream().map(a -> new Upstream(a, timeout, executor, metrics)).toList();
  }

  private static List<UpstreamAddress> systemResolvers() {
    return ResolverConfig.getCurrentConfig().servers().stream()
        .<UpstreamAddress>map(UpstreamAddress.Plain::new)
        .distinct()
        .toList();
  }

  /// Asks one server after the other until one has an answer: NOERROR or NXDOMAIN.
  ///
  /// @throws IOException when none had one; its message is the last one's failure
  public Message ask(Message query) throws IOException {
    IOException failure = new IOException("there is no upstream");
    for (int round = 0; round < ROUNDS; round++) {
      boolean lost = false;
      for (Upstream upstream : inOrder()) {
        try {
          Message response = upstream.ask(query);
          if (Upstream.isUsable(response)) {
            return response;
          }
          failure =
              new IOException(upstream.address() + " said " + Rcode.string(response.getRcode()));
        } catch (IOException e) {
          failure = e;
          lost |= e instanceof UpstreamTimeoutException;
        }
      }
      if (!lost) {
        break;
      }
    }
    throw failure;
  }

  /// The servers with whether each answered when it was asked last.
  public Map<String, Boolean> reachable() {
    Map<String, Boolean> result = new LinkedHashMap<>();
    upstreams.forEach(u -> result.put(u.address().toString(), u.isReachable()));
    return result;
  }

  private List<Upstream> inOrder() {
    return upstreams.stream().sorted(Comparator.comparing(u -> !u.isFit())).toList();
  }

  @Override
  public String toString() {
    return upstreams.stream().map(u -> u.address().toString()).toList().toString();
  }
}
