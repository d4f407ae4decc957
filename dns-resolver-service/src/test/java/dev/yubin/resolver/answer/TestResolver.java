package dev.yubin.resolver.answer;

import dev.yubin.resolver.iteration.Iteration;
import dev.yubin.resolver.trust.TrustAnchor;
import dev.yubin.resolver.upstream.NameServers;
import dev.yubin.resolver.upstream.Source;
import dev.yubin.resolver.upstream.UpstreamAddress;
import dev.yubin.resolver.upstream.Upstreams;
import dev.yubin.testing.dns.ScriptedDnsServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.springframework.util.unit.DataSize;
import org.xbill.DNS.Name;

/// The resolver as the service builds it, over scripted upstreams.
public final class TestResolver implements AutoCloseable {
  /// Long enough for a busy machine; a test that waits for it pays it.
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  private static final CacheProperties RULES =
      new CacheProperties(
          DataSize.ofMegabytes(1),
          Duration.ZERO,
          Duration.ofDays(1),
          Duration.ofHours(3),
          Duration.ofDays(1));

  public final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  public final NameResolver resolver;
  private final AtomicLong ahead = new AtomicLong();
  private volatile List<TrustAnchor> trusted = List.of();

  private TestResolver(
      LocalZones zones, DnssecMode mode, String anchors, ScriptedDnsServer... servers) {
    Source upstreams = forwarding(servers);
    this.resolver = resolver(zones, mode, anchors, upstreams);
  }

  private TestResolver(DnssecMode mode, String anchors, List<InetAddress> root, int port) {
    Source source = new Iteration(root, port, new NameServers(TIMEOUT, executor, metrics));
    this.resolver = resolver(LocalZones.read(List.of()), mode, anchors, source);
  }

  private Source forwarding(ScriptedDnsServer... servers) {
    List<UpstreamAddress> addresses =
        Arrays.stream(servers).map(s -> UpstreamAddress.valueOf(s.upstream())).toList();
    return new Upstreams(addresses, TIMEOUT, trust(), executor, metrics);
  }

  private NameResolver resolver(
      LocalZones zones, DnssecMode mode, String anchors, Source upstreams) {
    AnswerCache cache =
        new AnswerCache(RULES, executor, metrics, () -> System.nanoTime() + ahead.get());
    trust(anchors);
    Validation validation = new Validation(mode, upstreams, () -> trusted, executor);
    return new NameResolver(zones, new LocalNames(false), cache, validation);
  }

  private static SSLContext trust() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Without DNSSEC.
  public static TestResolver over(ScriptedDnsServer... servers) {
    return with(LocalZones.read(List.of()), servers);
  }

  /// Without DNSSEC, and with zones of its own.
  public static TestResolver with(LocalZones zones, ScriptedDnsServer... servers) {
    return new TestResolver(zones, DnssecMode.OFF, "", servers);
  }

  public static TestResolver validating(
      DnssecMode mode, String anchors, ScriptedDnsServer... servers) {
    return new TestResolver(LocalZones.read(List.of()), mode, anchors, servers);
  }

  /// By way of the root.
  ///
  /// @param root addresses of its servers
  /// @param port of all name servers
  public static TestResolver iterating(
      DnssecMode mode, String anchors, List<String> root, int port) {
    List<InetAddress> addresses = root.stream().map(InetAddress::ofLiteral).toList();
    return new TestResolver(mode, anchors, addresses, port);
  }

  /// From now on these keys of the root are trusted.
  ///
  /// @param anchors DS records, one a line
  public void trust(String anchors) {
    trusted = anchors.lines().map(TrustAnchor::valueOf).toList();
  }

  public Answer ask(String name, int type) {
    return resolver.answer(Question.of(Name.fromConstantString(name + "."), type));
  }

  /// For the cache, time goes on.
  public void pass(Duration time) {
    ahead.addAndGet(time.toNanos());
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
