package dev.yubin.server.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;

/// A certificate with the key that is said to be its own. The two are two files as a rule, and
/// between the renewal of one and of the other no client could be served with them.
record KeyOfCertificate(X509Certificate certificate, PrivateKey key) {
  private static final byte[] ANYTHING = {1};

  boolean fits() {
    return switch (key) {
      case RSAKey rsa ->
          certificate.getPublicKey() instanceof RSAKey other
              && rsa.getModulus().equals(other.getModulus());
      case ECKey ec -> signsAs("SHA256withECDSA");
      // EdDSA, and what may follow: key and signature have one name.
      default -> signsAs(key.getAlgorithm());
    };
  }

  private boolean signsAs(String algorithm) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(ANYTHING);
      byte[] made = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(ANYTHING);
      return signature.verify(made);
    } catch (GeneralSecurityException e) {
      // The public key is of another kind, or on another curve.
      return false;
    }
  }
}
