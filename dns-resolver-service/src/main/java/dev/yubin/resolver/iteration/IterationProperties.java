package dev.yubin.resolver.iteration;

import java.net.InetAddress;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whether and how the name servers of the DNS are asked, from the root's on (RFC 1034 §5.3.3).
///
/// @param enabled asks them in place of upstreams, of which there must be none then
/// @param rootHints addresses of name servers of the root, which are asked for all there are
///     (RFC 9609); none for those of the public DNS
/// @param port of all name servers; another than 53 only for test networks
public record IterationProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue List<InetAddress> rootHints,
    @DefaultValue("53") int port) {
  public IterationProperties {
    rootHints = List.copyOf(rootHints);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "yubin.dns.iteration.port=%d is not right, expected a port between 1 and 65535"
              .formatted(port));
    }
  }

  /// RFC 8109 §2, a.root-servers.net to m.root-servers.net as of 2023.
  private static final List<String> PUBLIC_ROOT =
      List.of(
          "198.41.0.4", "2001:503:ba3e::2:30",
          "170.247.170.2", "2801:1b8:10::b",
          "192.33.4.12", "2001:500:2::c",
          "199.7.91.13", "2001:500:2d::d",
          "192.203.230.10", "2001:500:a8::e",
          "192.5.5.241", "2001:500:2f::f",
          "192.112.36.4", "2001:500:12::d0d",
          "198.97.190.53", "2001:500:1::53",
          "192.36.148.17", "2001:7fe::53",
          "192.58.128.30", "2001:503:c27::2:30",
          "193.0.14.129", "2001:7fd::1",
          "199.7.83.42", "2001:500:9f::42",
          "202.12.27.33", "2001:dc3::35");

  /// The hints that count.
  public List<InetAddress> hints() {
    return rootHints.isEmpty()
        ? PUBLIC_ROOT.stream().map(InetAddress::ofLiteral).toList()
        : rootHints;
  }
}
