package dev.yubin.server.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/// The certificate that a client gave when it was asked. Nobody has vouched for it: the client has
/// the key to the fingerprint, and calls itself what it likes.
///
/// @param subject its name in the form of RFC 2253, cleaned
/// @param commonName the CN of its name, cleaned; empty where there is none
/// @param fingerprint SHA-256 of the certificate, 64 hexadecimal digits in lower case
public record ClientCertificate(String subject, String commonName, String fingerprint) {
  private static final int MAX_SUBJECT = 256;

  /// RFC 5280 appendix A.1: ub-common-name.
  private static final int MAX_COMMON_NAME = 64;

  public ClientCertificate {
    subject = cleaned(subject, MAX_SUBJECT);
    commonName = cleaned(commonName, MAX_COMMON_NAME);
  }

  static ClientCertificate of(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName();
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new ClientCertificate(subject, commonName(subject), HexFormat.of().formatHex(digest));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Of several the one that is most specific.
  private static String commonName(String subject) {
    try {
      List<Rdn> names = new LdapName(subject).getRdns();
      return names.reversed().stream()
          .filter(name -> name.getType().equalsIgnoreCase("CN"))
          .map(name -> String.valueOf(name.getValue()))
          .findFirst()
          .orElse("");
    } catch (InvalidNameException e) {
      return "";
    }
  }

  /// What is no printable US-ASCII character becomes `?`, so that no name makes a line of its own
  /// in a log or a header.
  private static String cleaned(String name, int maxLength) {
    String printable = name.replaceAll("[^\\x20-\\x7E]", "?");
    return printable.length() <= maxLength ? printable : printable.substring(0, maxLength);
  }
}
