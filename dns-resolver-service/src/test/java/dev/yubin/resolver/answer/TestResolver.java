package dev.yubin.resolver.answer;

import dev.yubin.resolver.upstream.UpstreamAddress;
import dev.yubin.resolver.upstream.Upstreams;
import dev.yubin.testing.dns.ScriptedDnsServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/// The resolver as the service builds it, over scripted upstreams.
public final class TestResolver implements AutoCloseable {
  /// Long enough for a busy machine; a test that waits for it pays it.
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  private static final CacheProperties RULES =
      new CacheProperties(
          Duration.ZERO, Duration.ofDays(1), Duration.ofHours(3), Duration.ofDays(1));

  public final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  public final NameResolver resolver;
  private final AtomicLong ahead = new AtomicLong();

  private TestResolver(
      LocalZones zones, DnssecMode mode, String anchors, ScriptedDnsServer... servers) {
    List<UpstreamAddress> addresses =
        Arrays.stream(servers).map(s -> UpstreamAddress.valueOf(s.upstream())).toList();
    Upstreams upstreams = new Upstreams(addresses, TIMEOUT, trust(), executor, metrics);
    AnswerCache cache =
        new AnswerCache(1_000_000, RULES, executor, metrics, () -> System.nanoTime() + ahead.get());
    try (var text = new ByteArrayInputStream(anchors.getBytes(StandardCharsets.US_ASCII))) {
      Validation validation = new Validation(mode, upstreams, text, executor);
      this.resolver = new NameResolver(zones, new LocalNames(false), cache, validation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /// For the cache, time goes on.
  void pass(Duration time) {
    ahead.addAndGet(time.toNanos());
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
