package dev.yubin.resolver.answer;

import dev.yubin.resolver.trust.TrustAnchor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.dnssec.ValidatingResolver;

/// dnsjava's validator with the anchors that it was made for.
record Validator(List<TrustAnchor> anchors, ValidatingResolver resolver) {

  static Validator of(List<TrustAnchor> anchors, Resolver head) {
    String lines =
        anchors.stream().map(anchor -> ". IN DS " + anchor + "\n").collect(Collectors.joining());
    try {
      ValidatingResolver resolver = new ValidatingResolver(head);
      resolver.init(settings());
      resolver.loadTrustAnchors(
          new ByteArrayInputStream(lines.getBytes(StandardCharsets.US_ASCII)));
      return new Validator(anchors, resolver);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// RFC 6840 §5.11: one valid path is enough; that a DS names a further algorithm, as it does in a
  /// roll-over, makes nothing bogus.
  private static Properties settings() {
    Properties settings = new Properties();
    settings.setProperty("dnsjava.dnssec.harden_algo_downgrade", "false");
    return settings;
  }
}
