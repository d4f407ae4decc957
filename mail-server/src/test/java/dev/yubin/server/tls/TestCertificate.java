package dev.yubin.server.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

/// A certificate that signs itself.
public record TestCertificate(PrivateKey key, X509Certificate certificate) {
  private static final String PASSWORD = "x";

  /// @param signature such as `SHA256withRSA`, whose kind the key is of
  /// @param names dNSNames
  public static TestCertificate of(X500Name subject, String signature, String... names) {
    try {
      KeyPair keys = generator(signature).generateKeyPair();
      Instant now = Instant.now();
      var builder =
          new JcaX509v3CertificateBuilder(
              subject,
              BigInteger.TWO,
              Date.from(now.minus(Duration.ofDays(2))),
              Date.from(now.plus(Duration.ofDays(30))),
              subject,
              keys.getPublic());
      if (names.length > 0) {
        builder.addExtension(Extension.subjectAlternativeName, false, dnsNames(names));
      }
      var signer =
          new JcaContentSignerBuilder(signature)
              .setProvider(new BouncyCastleProvider())
              .build(keys.getPrivate());
      return new TestCertificate(
          keys.getPrivate(),
          new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public static TestCertificate named(String... names) {
    return of(new X500Name("CN=" + names[0]), "SHA256withECDSA", names);
  }

  private static KeyPairGenerator generator(String signature) throws GeneralSecurityException {
    if (signature.equals("Ed25519")) {
      return KeyPairGenerator.getInstance(signature);
    }
    boolean rsa = signature.contains("RSA");
    KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
    generator.initialize(rsa ? 2048 : 256);
    return generator;
  }

  private static GeneralNames dnsNames(String... names) {
    return new GeneralNames(
        Arrays.stream(names)
            .map(name -> new GeneralName(GeneralName.dNSName, name))
            .toArray(GeneralName[]::new));
  }

  public SslBundle bundle() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("it", key, PASSWORD.toCharArray(), new Certificate[] {certificate});
      return SslBundle.of(SslStoreBundle.of(store, PASSWORD, null));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
