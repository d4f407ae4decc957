package dev.yubin.resolver.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.xbill.DNS.Message;
import org.xbill.DNS.ResolverConfig;

/// All servers that may be asked, in the order of `yubin.dns.upstreams`.
public final class Upstreams implements Source {
  private final List<Upstream> upstreams;
  private final Searches searches;

  /// @param addresses empty for the resolvers of the system
  /// @param timeout how long one server may take for one answer
  /// @param tls whose certificates are trusted
  /// @param executor runs what waits for a server: of virtual threads
  public Upstreams(
      List<UpstreamAddress> addresses,
      Duration timeout,
      SSLContext tls,
      Executor executor,
      MeterRegistry metrics) {
    List<UpstreamAddress> used = addresses.isEmpty() ? systemResolvers() : addresses;
    this.searches = new Searches(executor);
    this.upstreams =
        used.stream()
            .map(
                a ->
                    new Upstream(
                        a.toString(),
                        transport(a, tls, executor, metrics),
                        timeout,
                        metrics,
                        a.toString()))
            .toList();
  }

  private static Transport transport(
      UpstreamAddress address, SSLContext tls, Executor executor, MeterRegistry metrics) {
    return switch (address) {
      case UpstreamAddress.Plain plain ->
          new PlainTransport(
              plain.server(),
              metrics.counter("yubin.dns.upstream.passed.over", "upstream", plain.toString()));
      case UpstreamAddress.Tls secured -> new TlsTransport(secured, tls);
      case UpstreamAddress.Https https -> new HttpsTransport(https.uri(), tls, executor);
    };
  }

  private static List<UpstreamAddress> systemResolvers() {
    return ResolverConfig.getCurrentConfig().servers().stream()
        .<UpstreamAddress>map(UpstreamAddress.Plain::new)
        .distinct()
        .toList();
  }

  @Override
  public Message ask(Message query) throws IOException {
    return searches.run(query, upstreams, Upstream::isUsable);
  }

  @Override
  public Map<String, Boolean> reachable() {
    Map<String, Boolean> result = new LinkedHashMap<>();
    upstreams.forEach(u -> result.put(u.toString(), u.isReachable()));
    return result;
  }

  @Override
  public String toString() {
    return upstreams.toString();
  }
}
