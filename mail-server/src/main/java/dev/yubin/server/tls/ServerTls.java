package dev.yubin.server.tls;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import javax.net.ssl.SSLSocket;
import org.springframework.boot.ssl.SslBundles;

/// The server's side of TLS. Connections that begin after a bundle's files have changed get the new
/// certificate, those that stand keep theirs. Safe for use by many threads.
public final class ServerTls {
  /// RFC 8996: nothing older.
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final ServerCertificates certificates;
  private final boolean mayRequest;
  private final boolean requests;

  private ServerTls(ServerCertificates certificates, boolean mayRequest, boolean requests) {
    this.certificates = certificates;
    this.mayRequest = mayRequest;
    this.requests = requests;
  }

  /// Asks no client for a certificate.
  ///
  /// @param hostname what a self-signed certificate is made for
  /// @throws IllegalStateException when a bundle that is named does not exist, or has no key
  public static ServerTls of(TlsProperties properties, SslBundles bundles, String hostname) {
    return new ServerTls(
        new ServerCertificates(properties, bundles, hostname),
        properties.clientCertificates() == TlsProperties.ClientCertificates.REQUEST,
        false);
  }

  /// The same for a port on which other servers connect: they are asked for a certificate, if the
  /// properties say so. Mail programs never are: some would ask their user in turn.
  public ServerTls forServers() {
    return new ServerTls(certificates, mayRequest, mayRequest);
  }

  /// Layers TLS over a connected socket. The handshake is still to be done.
  public SSLSocket wrap(Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            certificates
                .context()
                .getSocketFactory()
                .createSocket(
                    plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
    socket.setUseClientMode(false);
    socket.setEnabledProtocols(VERSIONS);
    socket.setEnabledCipherSuites(modern(socket.getEnabledCipherSuites()));
    // Not required: RFC 3207 §4 leaves it to the client, and most have none.
    socket.setWantClientAuth(requests);
    return socket;
  }

  /// RFC 9325 §4.2: of what the platform enables, the suites with an ephemeral key over an elliptic
  /// curve and with AEAD; none with CBC or finite-field groups.
  private static String[] modern(String[] enabled) {
    return Arrays.stream(enabled)
        .filter(name -> name.startsWith("TLS_ECDHE_") || !name.contains("_WITH_"))
        .filter(name -> name.contains("_GCM_") || name.contains("_CHACHA20_POLY1305_"))
        .toArray(String[]::new);
  }
}
