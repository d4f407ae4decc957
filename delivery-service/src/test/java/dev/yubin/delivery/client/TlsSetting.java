package dev.yubin.delivery.client;

import dev.yubin.delivery.client.TlsPolicy.Demand;
import dev.yubin.delivery.client.TlsPolicy.Proof;
import dev.yubin.delivery.client.TlsPolicy.Source;
import dev.yubin.delivery.peer.PeerKeys;
import dev.yubin.dns.MailHost;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/// Lines of a dialogue about TLS: `tls none`, `encrypt`, `verify`, `sts-enforce`, `sts-testing` or
/// `sts-unlisted`, and `tlsa USAGE SELECTOR MATCHING KEY`, an association with a key of [PeerKeys].
final class TlsSetting {
  private TlsSetting() {}

  static TlsPolicy policy(String host, List<String> settings) {
    List<MailHost.Tlsa> associations =
        settings.stream()
            .filter(line -> line.startsWith("tlsa "))
            .map(line -> tlsa(line.substring(5).split(" ")))
            .toList();
    if (!associations.isEmpty()) {
      return TlsPolicy.dane(Source.DANE, new MailHost.Dane(host, associations), "elsewhere.test");
    }
    return settings.stream()
        .filter(line -> line.startsWith("tls "))
        .map(line -> named(line.substring(4), host))
        .findFirst()
        .orElse(TlsPolicy.OPPORTUNISTIC);
  }

  private static TlsPolicy named(String name, String host) {
    Proof pkix = new Proof.Pkix(host);
    return switch (name) {
      case "none" -> new TlsPolicy(Source.LOCAL, Demand.NEVER, new Proof.Nothing());
      case "encrypt" -> new TlsPolicy(Source.LOCAL, Demand.MUST, new Proof.Nothing());
      case "verify" -> new TlsPolicy(Source.LOCAL, Demand.MUST, pkix);
      case "sts-enforce" -> new TlsPolicy(Source.MTA_STS, Demand.MUST, pkix);
      case "sts-testing" -> new TlsPolicy(Source.MTA_STS, Demand.MAY, pkix);
      case "sts-unlisted" ->
          new TlsPolicy(
              Source.MTA_STS, Demand.MUST, new Proof.Impossible(TlsFailure.STS_POLICY_INVALID));
      default -> throw new IllegalArgumentException("Not a policy: " + name);
    };
  }

  /// @param fields usage, selector, matching type, and the key whose certificate it is of
  static MailHost.Tlsa tlsa(String... fields) {
    X509Certificate certificate = PeerKeys.certificate(fields[3]);
    try {
      byte[] octets =
          fields[1].equals("1")
              ? certificate.getPublicKey().getEncoded()
              : certificate.getEncoded();
      byte[] data =
          switch (fields[2]) {
            case "1" -> MessageDigest.getInstance("SHA-256").digest(octets);
            case "2" -> MessageDigest.getInstance("SHA-512").digest(octets);
            default -> octets;
          };
      return new MailHost.Tlsa(
          Integer.parseInt(fields[0]),
          Integer.parseInt(fields[1]),
          Integer.parseInt(fields[2]),
          HexFormat.of().formatHex(data));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
