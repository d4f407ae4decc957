package dev.yubin.server.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
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

  /// @throws IllegalStateException when the bundle has no certificate with a key, or one whose key
  ///     is another's
  static BundleCertificate of(SslBundle bundle) {
    List<KeyOfCertificate> all = all(bundle);
    if (all.isEmpty()) {
      throw new IllegalStateException("The SSL bundle has no certificate with a key");
    }
    Set<String> names = new HashSet<>();
    for (KeyOfCertificate one : all) {
      if (!one.fits()) {
        throw new IllegalStateException("The SSL bundle's key is not that of its certificate");
      }
      names.addAll(ServerNames.of(one.certificate()).names());
    }
    return new BundleCertificate(keys(bundle), new ServerNames(names));
  }

  private static List<KeyOfCertificate> all(SslBundle bundle) {
    List<KeyOfCertificate> all = new ArrayList<>();
    KeyStore store = bundle.getStores().getKeyStore();
    if (store == null) {
      return all;
    }
    try {
      for (String alias : Collections.list(store.aliases())) {
        if (store.getCertificate(alias) instanceof X509Certificate certificate
            && store.getKey(alias, password(bundle)) instanceof PrivateKey key) {
          all.add(new KeyOfCertificate(certificate, key));
        }
      }
      return all;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The SSL bundle's keys cannot be read", e);
    }
  }

  private static char @Nullable [] password(SslBundle bundle) {
    String ofKey = bundle.getKey().getPassword();
    String password = ofKey == null ? bundle.getStores().getKeyStorePassword() : ofKey;
    return password == null ? null : password.toCharArray();
  }

  private static X509ExtendedKeyManager keys(SslBundle bundle) {
    return Arrays.stream(bundle.getManagers().getKeyManagers())
        .filter(X509ExtendedKeyManager.class::isInstance)
        .map(X509ExtendedKeyManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The SSL bundle has no key"));
  }
}
