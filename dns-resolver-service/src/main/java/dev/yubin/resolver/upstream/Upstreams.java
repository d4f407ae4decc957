package dev.yubin.resolver.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import org.xbill.DNS.Message;
import org.xbill.DNS.ResolverConfig;

/// All servers that may be asked, in the order of `yubin.dns.upstreams`.
public final class Upstreams {
  /// Each costs a socket or two.
  private static final int MAX_QUESTIONS = 4_096;

  private final List<Upstream> upstreams;
  private final Executor executor;
  private final RetryBudget budget = new RetryBudget();
  private final Semaphore questions = new Semaphore(MAX_QUESTIONS);

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
    this.executor = executor;
    this.upstreams =
        used.stream()
            .map(a -> new Upstream(a, transport(a, tls, executor, metrics), timeout, metrics))
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

  /// Asks one server after the other until one has an answer: NOERROR or NXDOMAIN. Blocks.
  ///
  /// @throws IOException when none had one; its message is the last one's failure
  public Message ask(Message query) throws IOException {
    if (!questions.tryAcquire()) {
      throw new IOException("too many questions wait for an answer");
    }
    try {
      budget.earn();
      return new Search(query, inOrder(), budget, executor).run();
    } finally {
      questions.release();
    }
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
