package dev.yubin.server.tls;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The hash function that `tls-server-end-point` takes of a certificate (RFC 5929 §4.1): that of
/// its signature.
final class SignatureHash {
  private static final Pattern HASH_WITH = Pattern.compile("(?i)(MD5|SHA[0-9/]+)with.*");

  private SignatureHash() {}

  /// @return as MessageDigest names it; empty where the signature has none, such as Ed25519: the
  ///     binding is undefined then
  static Optional<String> of(X509Certificate certificate) throws GeneralSecurityException {
    return nameOf(certificate).map(SignatureHash::strongEnough);
  }

  static byte[] digest(String hash, byte[] octets) throws GeneralSecurityException {
    return MessageDigest.getInstance(hash).digest(octets);
  }

  private static Optional<String> nameOf(X509Certificate certificate)
      throws GeneralSecurityException {
    String algorithm = certificate.getSigAlgName();
    byte[] parameters = certificate.getSigAlgParams();
    if (algorithm.equals("RSASSA-PSS") && parameters != null) {
      return Optional.of(pss(parameters).getDigestAlgorithm());
    }
    Matcher named = HASH_WITH.matcher(algorithm);
    return named.matches()
        ? Optional.of(named.group(1).replaceFirst("(?i)^SHA(?=[0-9])", "SHA-"))
        : Optional.empty();
  }

  private static PSSParameterSpec pss(byte[] parameters) throws GeneralSecurityException {
    try {
      AlgorithmParameters pss = AlgorithmParameters.getInstance("RSASSA-PSS");
      pss.init(parameters);
      return pss.getParameterSpec(PSSParameterSpec.class);
    } catch (IOException e) {
      throw new GeneralSecurityException("Unreadable parameters of RSASSA-PSS", e);
    }
  }

  /// RFC 5929 §4.1: SHA-256 in place of MD5 and SHA-1.
  private static String strongEnough(String hash) {
    return hash.equalsIgnoreCase("MD5") || hash.equalsIgnoreCase("SHA-1") ? "SHA-256" : hash;
  }
}
