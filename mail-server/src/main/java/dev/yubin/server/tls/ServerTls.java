package dev.yubin.server.tls;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/// The server's side of TLS. Connections that begin after the bundle's files have changed get the
/// new certificate, those that stand keep theirs. Safe for use by many threads.
public final class ServerTls {
  private static final Logger log = LoggerFactory.getLogger(ServerTls.class);

  /// RFC 8996: nothing older.
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final AtomicReference<SSLContext> context;

  private ServerTls(SslBundle bundle) {
    context = new AtomicReference<>(bundle.createSslContext());
  }

  /// @param hostname what a self-signed certificate is made for
  /// @throws IllegalStateException when the bundle that is named does not exist
  public static ServerTls of(TlsProperties properties, SslBundles bundles, String hostname) {
    String name = properties.bundle();
    if (name == null) {
      return selfSigned(properties, hostname);
    }
    try {
      ServerTls tls = new ServerTls(bundles.getBundle(name));
      bundles.addBundleUpdateHandler(name, tls::reload);
      return tls;
    } catch (NoSuchSslBundleException e) {
      throw new IllegalStateException(
          "yubin.tls.bundle="
              + name
              + " is not an SSL bundle; define spring.ssl.bundle.pem."
              + name
              + ".keystore.certificate and .private-key",
          e);
    }
  }

  private static ServerTls selfSigned(TlsProperties properties, String hostname) {
    SelfSignedCertificate pair = SelfSignedCertificate.in(properties.directory(), hostname);
    log.warn(
        "event=self-signed-certificate file={} remedy=set yubin.tls.bundle", pair.certificate());
    PemSslStoreDetails details =
        PemSslStoreDetails.forCertificate(pair.certificate().toUri().toString())
            .withPrivateKey(pair.privateKey().toUri().toString());
    return new ServerTls(SslBundle.of(new PemSslStoreBundle(PemSslStore.load(details), null)));
  }

  private void reload(SslBundle bundle) {
    context.set(bundle.createSslContext());
    log.info("event=certificate-reloaded");
  }

  /// Layers TLS over a connected socket. The handshake is still to be done.
  public SSLSocket wrap(Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context
                .get()
                .getSocketFactory()
                .createSocket(
                    plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
    socket.setUseClientMode(false);
    socket.setEnabledProtocols(VERSIONS);
    return socket;
  }
}
