package dev.yubin.smtp.signing;

import dev.yubin.dkim.SigningKeys;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;

/// @param selector of RFC 6376 §3.1
public record SigningKey(String selector, Algorithm algorithm, PrivateKey privateKey) {

  public enum Algorithm {
    RSA,
    ED25519
  }

  static SigningKey of(SigningKeys.Key key) {
    Algorithm algorithm =
        switch (key.algorithm()) {
          case "rsa" -> Algorithm.RSA;
          case "ed25519" -> Algorithm.ED25519;
          default -> throw new IllegalArgumentException("No algorithm: " + key.algorithm());
        };
    try {
      KeyFactory factory = KeyFactory.getInstance(algorithm == Algorithm.RSA ? "RSA" : "Ed25519");
      PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(key.privateKey()));
      return new SigningKey(key.selector(), algorithm, secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("No PKCS#8 key: selector " + key.selector(), e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[selector=" + selector + "]";
  }
}
