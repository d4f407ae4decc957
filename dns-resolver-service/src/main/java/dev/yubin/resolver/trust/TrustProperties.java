package dev.yubin.resolver.trust;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which keys of the root DNSSEC starts from.
///
/// @param anchors DS records of the root's keys (RFC 4034 §5.3), such as `20326 8 2 E06D…`; by
///     default those that IANA publishes (RFC 9718), KSK-2017 and KSK-2024. Keys that the root
///     announces join them, and revoked ones leave (RFC 5011)
/// @param state file in which that is remembered beyond a restart; without one, a new key waits
///     its 30 days (RFC 5011 §2.4.1) anew after each
@ConfigurationProperties("yubin.dns.trust")
public record TrustProperties(
    @DefaultValue({
          "20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D",
          "38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16"
        })
        List<TrustAnchor> anchors,
    @Nullable Path state) {
  public TrustProperties {
    anchors = List.copyOf(anchors);
    if (anchors.isEmpty()) {
      throw new IllegalArgumentException(
          "yubin.dns.trust.anchors= is not right, expected one or more DS records of the root;"
              + " yubin.dns.dnssec=off goes without");
    }
    if (state != null && !isWritable(state)) {
      throw new IllegalArgumentException(
          "yubin.dns.trust.state=%s is not right, expected a file in a directory that can be"
                  .formatted(state)
              + " written, or none");
    }
  }

  private static boolean isWritable(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    return directory != null && Files.isWritable(directory) && !Files.isDirectory(file);
  }
}
