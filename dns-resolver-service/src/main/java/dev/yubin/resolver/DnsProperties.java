package dev.yubin.resolver;

import dev.yubin.resolver.answer.DnssecMode;
import dev.yubin.resolver.iteration.IterationProperties;
import dev.yubin.resolver.server.Network;
import dev.yubin.resolver.upstream.UpstreamAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;

/// How names are resolved, and who may ask.
///
/// @param upstreams servers to ask, in this order: `host[:port]`, `tls://host[:port][#name]` (RFC
///     7858; the certificate must be for the name, else for the host) or `https://host/path`
///     (RFC 8484); none for the resolvers of the system
/// @param dnssec `validate`, `permissive` (a bogus answer is used, and logged) or `off`
/// @param port the DNS server's port, UDP and TCP; 0 for any free one
/// @param timeout how long one upstream may take for one answer
/// @param allowedNetworks who may ask the DNS server, as `address/bits`; everybody else is refused
/// @param responsesPerSecond over UDP to a network of clients (/24 or /56) without a cookie of
///     RFC 7873; of what is beyond, every second is told to come over TCP, and the rest dropped;
///     0 for no limit
/// @param zones files in master form (RFC 1035 §5.1), each with `$ORIGIN`, SOA and NS of a zone
///     that is answered from the file before any upstream is asked
/// @param iteration asks the DNS itself, from the root on, and no upstream
@ConfigurationProperties("yubin.dns")
public record DnsProperties(
    @DefaultValue List<UpstreamAddress> upstreams,
    @DefaultValue("validate") DnssecMode dnssec,
    @DefaultValue("2053") int port,
    @DefaultValue("2s") Duration timeout,
    @DefaultValue({"127.0.0.0/8", "::1/128"}) List<Network> allowedNetworks,
    @DefaultValue("1000") int responsesPerSecond,
    @DefaultValue List<Path> zones,
    @NestedConfigurationProperty @DefaultValue IterationProperties iteration) {
  private static final Duration MIN_TIMEOUT = Duration.ofMillis(50);
  private static final Duration MAX_TIMEOUT = Duration.ofSeconds(30);

  public DnsProperties {
    upstreams = List.copyOf(upstreams);
    allowedNetworks = List.copyOf(allowedNetworks);
    zones = List.copyOf(zones);
    require(port >= 0 && port <= 65_535, "port", port, "a port between 0 and 65535");
    require(
        timeout.compareTo(MIN_TIMEOUT) >= 0 && timeout.compareTo(MAX_TIMEOUT) <= 0,
        "timeout",
        DurationStyle.SIMPLE.print(timeout),
        "a duration between 50ms and 30s");
    require(
        responsesPerSecond >= 0,
        "responses-per-second",
        responsesPerSecond,
        "a number of responses, or 0 for no limit");
    require(
        !iteration.enabled() || upstreams.isEmpty(),
        "iteration.enabled",
        true,
        "false where yubin.dns.upstreams names some");
  }

  private static void require(boolean right, String property, Object value, String expected) {
    if (!right) {
      throw new IllegalArgumentException(
          "yubin.dns.%s=%s is not right, expected %s".formatted(property, value, expected));
    }
  }
}
