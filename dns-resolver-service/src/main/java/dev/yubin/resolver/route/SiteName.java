package dev.yubin.resolver.route;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The name of an MX set: its host names, sorted and joined by commas, such as
/// `mx1.example.test,mx2.example.test`. Domains that share all their hosts share one limit and one
/// pool of connections. Their common suffix was not taken: hosts of one provider may be as
/// different as its customers' own machines, and a wrong guess would let one of them slow the
/// others.
final class SiteName {
  /// It becomes a database key; beyond this, a digest stands for the tail.
  private static final int MAX_LENGTH = 255;

  private static final int DIGEST_OCTETS = 16;

  private SiteName() {}

  static String of(List<ResolvedHost> hosts) {
    String names =
        String.join(
            ",",
            hosts.stream()
                .map(host -> MailRouteFinder.text(host.exchange().getTarget()))
                .sorted()
                .distinct()
                .toList());
    return names.length() <= MAX_LENGTH ? names : shortened(names);
  }

  private static String shortened(String names) {
    String digest = digest(names);
    return names.substring(0, MAX_LENGTH - digest.length() - 1) + "~" + digest;
  }

  private static String digest(String names) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(names.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash, 0, DIGEST_OCTETS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
