package dev.yubin.delivery.client;

import dev.yubin.delivery.client.TlsPolicy.Proof;
import dev.yubin.dns.MailHost.Tlsa;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Holds a chain of certificates against the TLSA records of a host (RFC 7672 §3).
record DaneCheck(Proof.Dane proof) {
  private static final int TRUST_ANCHOR = 2;
  private static final int END_ENTITY = 3;
  private static final int CERTIFICATE = 0;
  private static final int PUBLIC_KEY = 1;
  private static final int EXACT = 0;
  private static final int SHA_256 = 1;
  private static final int SHA_512 = 2;

  /// Whether an association can be used at all. Usages 0 and 1 cannot (RFC 7672 §3.1.3), nor can
  /// what RFC 6698 §2.1 does not know. A host with none that can is given any mail over TLS, but
  /// unauthenticated (RFC 7672 §2.2).
  static boolean isUsable(Tlsa tlsa) {
    boolean known =
        (tlsa.usage() == TRUST_ANCHOR || tlsa.usage() == END_ENTITY)
            && (tlsa.selector() == CERTIFICATE || tlsa.selector() == PUBLIC_KEY);
    return known
        && switch (tlsa.matchingType()) {
          case EXACT -> !tlsa.data().isEmpty();
          case SHA_256 -> tlsa.data().length() == 64;
          case SHA_512 -> tlsa.data().length() == 128;
          default -> false;
        };
  }

  /// Whether one of the names that the host may have matters to an association.
  static boolean needsNames(List<Tlsa> associations) {
    return associations.stream().anyMatch(tlsa -> tlsa.usage() == TRUST_ANCHOR);
  }

  /// @param chain the host's own certificate first
  boolean accepts(X509Certificate[] chain) {
    List<Tlsa> usable = proof.dane().associations().stream().filter(DaneCheck::isUsable).toList();
    return usable.stream()
        .filter(tlsa -> !isOutdone(tlsa, usable))
        .anyMatch(
            tlsa ->
                tlsa.usage() == END_ENTITY
                    // RFC 7672 §3.1.1: neither its names nor its dates matter.
                    ? matches(tlsa, chain[0])
                    : isIssuedUnder(tlsa, chain));
  }

  /// RFC 7671 §9: the stronger digest alone counts where there are both.
  private static boolean isOutdone(Tlsa tlsa, List<Tlsa> all) {
    return tlsa.matchingType() == SHA_256
        && all.stream()
            .anyMatch(
                other ->
                    other.matchingType() == SHA_512
                        && other.usage() == tlsa.usage()
                        && other.selector() == tlsa.selector());
  }

  private static boolean matches(Tlsa tlsa, X509Certificate certificate) {
    try {
      byte[] octets =
          tlsa.selector() == PUBLIC_KEY
              ? certificate.getPublicKey().getEncoded()
              : certificate.getEncoded();
      byte[] found =
          switch (tlsa.matchingType()) {
            case SHA_256 -> MessageDigest.getInstance("SHA-256").digest(octets);
            case SHA_512 -> MessageDigest.getInstance("SHA-512").digest(octets);
            default -> octets;
          };
      return HexFormat.of().formatHex(found).equals(tlsa.data());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /// RFC 7672 §3.1.2, §3.2.2: an authority that the host names itself, and a name of the host.
  private boolean isIssuedUnder(Tlsa tlsa, X509Certificate[] chain) {
    if (!CertificateNames.include(chain[0], proof.names())) {
      return false;
    }
    // A certificate that stands in the DNS as a whole need not come with the chain.
    boolean fromDns = anchorInDns(tlsa).filter(a -> isValid(chain, chain.length, a)).isPresent();
    return fromDns
        || IntStream.range(1, chain.length)
            .anyMatch(i -> matches(tlsa, chain[i]) && isValid(chain, i, chain[i]));
  }

  private static Optional<X509Certificate> anchorInDns(Tlsa tlsa) {
    if (tlsa.selector() != CERTIFICATE || tlsa.matchingType() != EXACT) {
      return Optional.empty();
    }
    try {
      byte[] der = HexFormat.of().parseHex(tlsa.data());
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der)));
    } catch (CertificateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Whether the first certificates of a chain lead up to an anchor.
  private static boolean isValid(X509Certificate[] chain, int length, X509Certificate anchor) {
    try {
      List<X509Certificate> below =
          Stream.of(Arrays.copyOf(chain, length)).filter(c -> !c.equals(anchor)).toList();
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
      parameters.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
