package dev.yubin.delivery.peer;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// The keys that peers have, by alias: `peer` is for mx.elsewhere.test, `other` for mx.other.test,
/// `expired` is out of date, `local` is for 127.0.0.1; all four are of `authority`. `stranger` is
/// its own authority.
public final class PeerKeys {
  private static final char[] PASSWORD = "scripted".toCharArray();

  private PeerKeys() {}

  /// @param alias empty for `peer`
  public static KeyManager[] of(String alias) throws IOException, GeneralSecurityException {
    String name = alias.isEmpty() ? "peer" : alias;
    KeyStore all = all();
    KeyStore one = empty();
    one.setKeyEntry(name, all.getKey(name, PASSWORD), PASSWORD, all.getCertificateChain(name));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(one, PASSWORD);
    return factory.getKeyManagers();
  }

  public static X509Certificate certificate(String alias) {
    try {
      Certificate found = all().getCertificate(alias);
      return (X509Certificate) Objects.requireNonNull(found, alias);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What a client has that trusts `authority` alone.
  public static X509TrustManager trusted() {
    try {
      KeyStore authorities = empty();
      authorities.setCertificateEntry("authority", certificate("authority"));
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(authorities);
      return Arrays.stream(factory.getTrustManagers())
          .map(X509TrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore all() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = PeerKeys.class.getResourceAsStream("peer.p12")) {
      keys.load(file, PASSWORD);
    }
    return keys;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    return keys;
  }
}
