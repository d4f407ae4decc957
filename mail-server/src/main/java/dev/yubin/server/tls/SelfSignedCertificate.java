package dev.yubin.server.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate for a host that was given none, as two PEM files. ECDSA P-256: a handshake costs a
/// fraction of RSA's.
///
/// @param certificate file
/// @param privateKey file, PKCS #8, readable by its owner alone
record SelfSignedCertificate(Path certificate, Path privateKey) {
  private static final Duration VALIDITY = Duration.ofDays(3650);

  /// Takes the certificate of a directory, and makes it there first if need be. Services that start
  /// at the same time on one directory get the same one.
  static SelfSignedCertificate in(Path directory, String hostname) {
    var pair =
        new SelfSignedCertificate(
            directory.resolve("self-signed.crt"), directory.resolve("self-signed.key"));
    synchronized (SelfSignedCertificate.class) {
      try {
        Files.createDirectories(directory);
        pair.makeUnlessThere(directory.resolve("lock"), hostname);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "yubin.tls.directory=" + directory + " cannot be written", e);
      } catch (GeneralSecurityException | OperatorCreationException e) {
        throw new IllegalStateException("No self-signed certificate could be made", e);
      }
    }
    return pair;
  }

  private void makeUnlessThere(Path lockFile, String hostname)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.exists(certificate)) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        writePem(privateKey, keys.getPrivate());
        writePem(certificate, sign(keys, hostname));
      }
    }
  }

  private static X509Certificate sign(KeyPair keys, String hostname)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    X500Name name = new X500Name("CN=" + hostname);
    Instant now = Instant.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(120, new SecureRandom()),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(VALIDITY)),
            name,
            keys.getPublic());
    GeneralName[] names = {
      new GeneralName(GeneralName.dNSName, hostname),
      new GeneralName(GeneralName.dNSName, "localhost"),
      new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
      new GeneralName(GeneralName.iPAddress, "::1"),
    };
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }

  /// Writes beside the file and moves, so that a file that is there is whole.
  private static void writePem(Path file, Object content) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Writer writer = Files.newBufferedWriter(part);
        JcaPEMWriter pem = new JcaPEMWriter(writer)) {
      pem.writeObject(
          content instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : content);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
