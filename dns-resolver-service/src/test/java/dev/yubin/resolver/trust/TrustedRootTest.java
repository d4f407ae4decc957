package dev.yubin.resolver.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.resolver.upstream.Source;
import dev.yubin.resolver.upstream.UpstreamAddress;
import dev.yubin.resolver.upstream.Upstreams;
import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.Misbehaviour;
import dev.yubin.testing.dns.ScriptedDnsServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedRootTest {
  @TempDir Path directory;

  private final DnsZone zone = DnsZone.signed(".", "", Duration.ofDays(90));
  private final TrustAnchor anchor = TrustAnchor.valueOf(zone.ds());
  private final ScriptedDnsServer dns = ScriptedDnsServer.serving(zone);
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    executor.shutdownNow();
    dns.close();
  }

  // RFC 5011 §2.3
  @Test
  void asksForTheKeysAndAgainAfterAnHour() throws Exception {
    TrustedRoot root = root(List.of(anchor), null);

    assertThat(root.refresh()).isEqualTo(Duration.ofHours(1));
    assertThat(dns.questions()).containsExactly("udp DNSKEY .");
    assertThat(root.anchors()).containsExactly(anchor);
  }

  @Test
  void staysAsItIsWhileNobodyHasTheKeys() throws Exception {
    dns.misbehave(Misbehaviour.REFUSED);
    Path state = directory.resolve("trust");
    TrustedRoot root = root(List.of(anchor), state);
    List<TrustAnchor> before = root.anchors();

    assertThat(root.refresh()).isEqualTo(Duration.ofHours(1));
    assertThat(root.anchors()).isSameAs(before);
    assertThat(state).doesNotExist();
  }

  @Test
  void takesNothingFromARootThatItDoesNotTrust() throws Exception {
    TrustAnchor other = SigningKey.fresh().anchor();
    TrustedRoot root = root(List.of(other), null);

    root.refresh();
    assertThat(root.anchors()).containsExactly(other);
  }

  @Test
  void remembersWhatItHasSeen() throws Exception {
    Path state = directory.resolve("trust");
    root(List.of(anchor), state).refresh();

    assertThat(Files.readAllLines(state))
        .hasSize(2)
        .satisfies(lines -> assertThat(lines.getFirst()).isEqualTo("anchor " + anchor))
        .satisfies(lines -> assertThat(lines.getLast()).startsWith("valid 20").contains(" 257 3 "));
    assertThat(new TrustFile(state).read(List.of(anchor)).keys()).hasSize(1);
    assertThat(directory).isDirectoryContaining(file -> file.equals(state));
  }

  @Test
  void remembersRevokedAndWaitingKeysBeyondARestart() {
    SigningKey one = SigningKey.fresh();
    SigningKey two = SigningKey.fresh();
    Instant time = Instant.parse("2026-02-03T04:05:06.789Z");
    TrustFile file = new TrustFile(directory.resolve("trust"));
    RootKeys keys =
        new RootKeys(
            List.of(anchor, one.anchor()),
            List.of(
                new RootKey(one.key(), RootKey.State.REVOKED, time),
                new RootKey(two.key(), RootKey.State.PENDING, time)));
    file.write(keys);

    assertThat(file.read(keys.anchors())).isEqualTo(keys);
    assertThat(file.read(keys.anchors()).trusted()).containsExactly(anchor);
  }

  @Test
  void beginsAnewWhereTheConfigurationNamesOthersOrTheFileIsSpoilt() throws Exception {
    Path state = directory.resolve("trust");
    root(List.of(anchor), state).refresh();
    TrustAnchor other = SigningKey.fresh().anchor();
    assertThat(new TrustFile(state).read(List.of(other)).keys()).isEmpty();

    Files.writeString(state, "anchor %s\nvalid yesterday 257\n".formatted(anchor));
    assertThat(root(List.of(anchor), state).anchors()).containsExactly(anchor);
  }

  private TrustedRoot root(List<TrustAnchor> anchors, @Nullable Path state) throws Exception {
    Source source =
        new Upstreams(
            List.of(UpstreamAddress.valueOf(dns.upstream())),
            Duration.ofSeconds(5),
            SSLContext.getDefault(),
            executor,
            new SimpleMeterRegistry());
    return new TrustedRoot(
        new TrustProperties(anchors, state), source, InstantSource.system(), false);
  }
}
