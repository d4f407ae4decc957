package dev.yubin.server.tls;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/// The certificates of one SSL bundle with their keys: one as a rule, or one of each algorithm.
///
/// @param names what any of them is good for
record BundleCertificate(X509ExtendedKeyManager keys, ServerNames names) {

  /// @throws IllegalStateException when the bundle has no certificate with a key
  static BundleCertificate of(SslBundle bundle) {
    List<X509Certificate> all = certificates(bundle.getStores().getKeyStore());
    if (all.isEmpty()) {
      throw new IllegalStateException("The SSL bundle has no certificate with a key");
    }
    Set<String> names = new HashSet<>();
    all.forEach(certificate -> names.addAll(ServerNames.of(certificate).names()));
    return new BundleCertificate(keys(bundle), new ServerNames(names));
  }

  private static List<X509Certificate> certificates(@Nullable KeyStore store) {
    List<X509Certificate> all = new ArrayList<>();
    if (store == null) {
      return all;
    }
    try {
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          all.add(certificate);
        }
      }
      return all;
    } catch (KeyStoreException e) {
      throw new IllegalStateException("The SSL bundle's keys cannot be listed", e);
    }
  }

  private static X509ExtendedKeyManager keys(SslBundle bundle) {
    return Arrays.stream(bundle.getManagers().getKeyManagers())
        .filter(X509ExtendedKeyManager.class::isInstance)
        .map(X509ExtendedKeyManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The SSL bundle has no key"));
  }
}
