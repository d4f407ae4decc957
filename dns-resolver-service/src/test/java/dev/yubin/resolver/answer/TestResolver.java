package dev.yubin.resolver.answer;

import dev.yubin.resolver.upstream.UpstreamAddress;
import dev.yubin.resolver.upstream.Upstreams;
import dev.yubin.testing.dns.ScriptedDnsServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The resolver as the service builds it, over scripted upstreams.
public final class TestResolver implements AutoCloseable {
  /// Long enough for a busy machine; a test that waits for it pays it.
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  public final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  public final NameResolver resolver;

  private TestResolver(
      LocalZones zones, DnssecMode mode, String anchors, ScriptedDnsServer... servers) {
    List<UpstreamAddress> addresses =
        Arrays.stream(servers).map(s -> UpstreamAddress.valueOf(s.upstream())).toList();
    Upstreams upstreams = new Upstreams(addresses, TIMEOUT, executor, metrics);
    AnswerCache cache = new AnswerCache(1_000_000, executor, metrics);
    try (var text = new ByteArrayInputStream(anchors.getBytes(StandardCharsets.US_ASCII))) {
      Validation validation = new Validation(mode, upstreams, text, executor);
      this.resolver = new NameResolver(zones, new LocalNames(false), cache, validation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
