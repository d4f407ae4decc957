package dev.yubin.server.tls;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Takes any certificate of a client, of any issuer and of any age, since it is only recorded. That
/// the handshake succeeds proves that the client has the certificate's key, and nothing else: not
/// that its name is true. Nothing may be allowed to anybody because of it.
final class RecordedCertificates extends X509ExtendedTrustManager {

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
    // Recorded, whatever it is.
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    // Recorded, whatever it is.
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    // Recorded, whatever it is.
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
    throw neverAClient();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    throw neverAClient();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {
    throw neverAClient();
  }

  private static UnsupportedOperationException neverAClient() {
    return new UnsupportedOperationException("This side is the server's");
  }

  /// RFC 8446 §4.2.4: an empty list asks for a certificate of any issuer.
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
