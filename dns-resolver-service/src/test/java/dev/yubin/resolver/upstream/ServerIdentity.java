package dev.yubin.resolver.upstream;

import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A key with a certificate that signs itself.
public final class ServerIdentity {
  private static final char[] PASSWORD = "x".toCharArray();

  private final KeyStore keys;
  private final KeyStore certificates;

  private ServerIdentity(GeneralName name) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair pair = generator.generateKeyPair();
    X509Certificate certificate = certificate(pair, name);
    keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry("x", pair.getPrivate(), PASSWORD, new X509Certificate[] {certificate});
    certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("x", certificate);
  }

  public static ServerIdentity ofAddress(String address) throws Exception {
    return new ServerIdentity(new GeneralName(GeneralName.iPAddress, address));
  }

  static ServerIdentity ofName(String name) throws Exception {
    return new ServerIdentity(new GeneralName(GeneralName.dNSName, name));
  }

  private static X509Certificate certificate(KeyPair keys, GeneralName name) throws Exception {
    X500Name subject = new X500Name("CN=dns");
    Instant now = Instant.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            subject,
            BigInteger.TWO,
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(Duration.ofDays(1))),
            subject,
            keys.getPublic());
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name));
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  /// Writes key and certificate down as PKCS #12.
  ///
  /// @return the properties of a server that has them
  public List<String> save(Path file) throws Exception {
    try (OutputStream out = Files.newOutputStream(file)) {
      keys.store(out, PASSWORD);
    }
    String bundle = "--spring.ssl.bundle.jks.test.keystore.";
    return List.of(
        bundle + "location=file:" + file,
        bundle + "password=" + new String(PASSWORD),
        bundle + "type=PKCS12",
        "--server.ssl.bundle=test");
  }

  SSLContext server() throws Exception {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    return tls;
  }

  /// For clients that trust this certificate alone.
  public SSLContext client() throws Exception {
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(certificates);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, managers.getTrustManagers(), null);
    return tls;
  }
}
