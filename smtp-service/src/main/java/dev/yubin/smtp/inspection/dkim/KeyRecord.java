package dev.yubin.smtp.inspection.dkim;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// A key that a domain publishes (RFC 6376 §3.6.1).
///
/// @param strict `t=s`: no signing for sub-domains
/// @param testing `t=y`: a failure is not to be held against the mail
record KeyRecord(Algorithm algorithm, PublicKey key, boolean strict, boolean testing) {
  /// RFC 8301 §3.2.
  private static final int MIN_BITS = 1024;

  private static final int MAX_BITS = 8192;

  static KeyRecord read(String text) throws Refused {
    Tags tags = Tags.parse(text).orElseThrow(() -> Refused.broken("key record is malformed"));
    if (tags.has("v") && !tags.text("v").equals("DKIM1")) {
      throw Refused.broken("key record is of another version");
    }
    if (!tags.has("p")) {
      throw Refused.broken("key record has no key");
    }
    if (tags.compact("p").isEmpty()) {
      throw Refused.broken("key is revoked");
    }
    if (tags.has("h") && !list(tags.text("h")).contains("sha256")) {
      throw Refused.broken("key is not for sha256");
    }
    List<String> services = list(tags.has("s") ? tags.text("s") : "*");
    if (!services.contains("*") && !services.contains("email")) {
      throw Refused.broken("key is not for mail");
    }
    Algorithm algorithm = algorithm(tags.has("k") ? tags.text("k") : "rsa");
    List<String> flags = list(tags.text("t"));
    return new KeyRecord(
        algorithm, key(algorithm, tags.compact("p")), flags.contains("s"), flags.contains("y"));
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split(":")).map(String::strip).toList();
  }

  private static Algorithm algorithm(String keyType) throws Refused {
    for (Algorithm algorithm : Algorithm.values()) {
      if (algorithm.keyType().equalsIgnoreCase(keyType)) {
        return algorithm;
      }
    }
    throw Refused.broken("key is of an unknown type");
  }

  private static PublicKey key(Algorithm algorithm, String base64) throws Refused {
    try {
      byte[] octets = Base64.getDecoder().decode(base64);
      return switch (algorithm) {
        case ED25519 -> ed25519(octets);
        case RSA -> sized(rsa(octets));
      };
    } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
      throw Refused.broken("key is malformed");
    }
  }

  /// RFC 8463 §4: the key alone.
  private static PublicKey ed25519(byte[] octets) throws GeneralSecurityException, IOException {
    AlgorithmIdentifier algorithm = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
    byte[] info = new SubjectPublicKeyInfo(algorithm, octets).getEncoded();
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info));
  }

  /// RFC 6376 §3.6.1 says RSAPublicKey, its examples are SubjectPublicKeyInfo: both are in use.
  private static RSAPublicKey rsa(byte[] octets) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("RSA");
    try {
      return (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(octets));
    } catch (InvalidKeySpecException e) {
      var key = org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(octets);
      return (RSAPublicKey)
          factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    }
  }

  private static RSAPublicKey sized(RSAPublicKey key) throws Refused {
    int bits = key.getModulus().bitLength();
    if (bits < MIN_BITS || bits > MAX_BITS) {
      throw Refused.broken("RSA key of " + bits + " bits is not accepted");
    }
    return key;
  }
}
