package dev.yubin.server.tls;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/// All certificates of a server as they are now: one for everybody, and those that clients have to
/// ask for. A change of a bundle's files counts for handshakes that begin after it. Safe for use by
/// many threads.
final class ServerCertificates {
  private static final Logger log = LoggerFactory.getLogger(ServerCertificates.class);

  private final List<String> order = new ArrayList<>();
  private final Map<String, BundleCertificate> byBundle = new HashMap<>();
  private volatile SSLContext context;

  /// @param hostname what a self-signed certificate is made for
  /// @throws IllegalStateException when a bundle that is named does not exist, or has no key
  ServerCertificates(TlsProperties properties, SslBundles bundles, String hostname) {
    String name = properties.bundle();
    if (name == null) {
      // No bundle has a name without characters.
      put("", selfSigned(properties, hostname));
    } else {
      add("yubin.tls.bundle", name, bundles);
    }
    properties.bundles().forEach(further -> add("yubin.tls.bundles", further, bundles));
    context = newContext();
    order.forEach(bundle -> follow(bundle, bundles));
  }

  SSLContext context() {
    return context;
  }

  private void add(String property, String name, SslBundles bundles) {
    try {
      put(name, bundles.getBundle(name));
    } catch (NoSuchSslBundleException e) {
      throw new IllegalStateException(
          "%s=%s is not an SSL bundle; define %s".formatted(property, name, keysOf(name)), e);
    } catch (RuntimeException e) {
      // A file that is not there, is no PEM, or does not fit its key: Spring has a type for each.
      throw new IllegalStateException(
          "%s=%s has no certificate with a key that can be read (%s); see %s"
              .formatted(property, name, e.getMessage(), keysOf(name)),
          e);
    }
  }

  private static String keysOf(String name) {
    return "spring.ssl.bundle.pem." + name + ".keystore.certificate and .private-key";
  }

  private void put(String name, SslBundle bundle) {
    if (byBundle.put(name, BundleCertificate.of(bundle)) == null) {
      order.add(name);
    }
  }

  private static SslBundle selfSigned(TlsProperties properties, String hostname) {
    SelfSignedCertificate pair = SelfSignedCertificate.in(properties.directory(), hostname);
    log.warn(
        "event=self-signed-certificate file={} remedy=set yubin.tls.bundle", pair.certificate());
    PemSslStoreDetails details =
        PemSslStoreDetails.forCertificate(pair.certificate().toUri().toString())
            .withPrivateKey(pair.privateKey().toUri().toString());
    return SslBundle.of(new PemSslStoreBundle(PemSslStore.load(details), null));
  }

  private void follow(String name, SslBundles bundles) {
    if (!name.isEmpty()) {
      bundles.addBundleUpdateHandler(name, bundle -> reload(name, bundle));
    }
  }

  /// What cannot be read leaves what was there before: better the old certificate than none.
  private synchronized void reload(String name, SslBundle bundle) {
    try {
      byBundle.put(name, BundleCertificate.of(bundle));
      context = newContext();
      log.info("event=certificate-reloaded bundle={}", name);
    } catch (RuntimeException e) {
      log.error("event=certificate-not-reloaded bundle={} cause={}", name, e.toString());
    }
  }

  private SSLContext newContext() {
    List<BundleCertificate> all = order.stream().map(byBundle::get).toList();
    try {
      SSLContext made = SSLContext.getInstance("TLS");
      made.init(
          new KeyManager[] {new CertificatesByName(all)},
          new TrustManager[] {new RecordedCertificates()},
          null);
      return made;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("There is no TLS", e);
    }
  }
}
