package dev.yubin.delivery.client;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// TLS to other hosts. By [TlsPolicy#OPPORTUNISTIC] a certificate is not looked at: the alternative
/// for such a host is sending in the clear (RFC 7435 §3). Safe for use by many threads.
final class ClientTls {
  /// RFC 8996: nothing older.
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final SSLContext opportunistic;
  private final SSLContext verifying;

  /// @param verifying with the authorities that are trusted
  ClientTls(SSLContext verifying) {
    this.verifying = verifying;
    try {
      opportunistic = SSLContext.getInstance("TLS");
      opportunistic.init(null, new TrustManager[] {new AnyCertificate()}, null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Layers TLS over a connected socket. The handshake is still to be done.
  SSLSocket over(Socket plain, String host, TlsPolicy policy) throws IOException {
    SSLContext context = policy == TlsPolicy.VERIFIED ? verifying : opportunistic;
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
    socket.setEnabledProtocols(VERSIONS);
    if (policy == TlsPolicy.VERIFIED) {
      SSLParameters parameters = socket.getSSLParameters();
      // The name is compared as RFC 9525 says; the JDK knows that under the name of its first user.
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
    }
    return socket;
  }

  private static final class AnyCertificate extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
