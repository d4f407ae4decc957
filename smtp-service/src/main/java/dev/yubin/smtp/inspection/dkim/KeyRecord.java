package dev.yubin.smtp.inspection.dkim;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// A key that a domain publishes (RFC 6376 §3.6.1).
///
/// @param strict `t=s`: no signing for sub-domains
/// @param testing `t=y`: a failure is not to be held against the mail
record KeyRecord(Algorithm algorithm, PublicKey key, boolean strict, boolean testing) {
  /// RFC 8301 §3.2.
  private static final int MIN_BITS = 1024;

  private static final int MAX_BITS = 8192;
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] RSA_ALGORITHM =
      HexFormat.of().parseHex("300d06092a864886f70d0101010500");

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
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw Refused.broken("key is malformed");
    }
  }

  private static PublicKey ed25519(byte[] octets) throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new X509EncodedKeySpec(joined(ED25519_PREFIX, octets)));
  }

  /// RFC 6376 §3.6.1 says RSAPublicKey, its examples are SubjectPublicKeyInfo: both are in use.
  private static RSAPublicKey rsa(byte[] octets) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("RSA");
    try {
      return (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(octets));
    } catch (GeneralSecurityException e) {
      byte[] bits = der(0x03, joined(new byte[1], octets));
      byte[] info = der(0x30, joined(RSA_ALGORITHM, bits));
      return (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(info));
    }
  }

  private static RSAPublicKey sized(RSAPublicKey key) throws Refused {
    int bits = key.getModulus().bitLength();
    if (bits < MIN_BITS || bits > MAX_BITS) {
      throw Refused.broken("RSA key of " + bits + " bits is not accepted");
    }
    return key;
  }

  /// The content's length is always written in two octets: any RSA key that is accepted fits.
  private static byte[] der(int tag, byte[] content) {
    int length = content.length;
    byte[] head = {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    return joined(head, content);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }
}
