package dev.yubin.delivery.client;

import dev.yubin.delivery.client.Encryption.Authentication;
import dev.yubin.delivery.client.TlsPolicy.Proof;
import dev.yubin.delivery.login.Channel;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// TLS over one connection to a host. For one thread.
final class ClientTls {
  /// RFC 8996: nothing older.
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final TlsPolicy policy;
  private final CertificateJudge judge;
  private final SSLSocket socket;

  /// @param plain connected
  /// @param sni the name that the host is asked to prove
  ClientTls(Socket plain, String sni, TlsPolicy policy, X509TrustManager authorities)
      throws IOException {
    this.policy = policy;
    this.judge = new CertificateJudge(policy, authorities);
    this.socket =
        (SSLSocket)
            context(judge).getSocketFactory().createSocket(plain, sni, plain.getPort(), true);
    socket.setEnabledProtocols(VERSIONS);
  }

  /// One a connection: a session that was resumed would not be judged anew.
  private static SSLContext context(CertificateJudge judge) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {judge}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  SSLSocket socket() {
    return socket;
  }

  /// What is wrong with the certificate, after or amid the handshake.
  Optional<TlsFailure> verdict() {
    return judge.verdict();
  }

  /// After the handshake.
  Encryption encryption() {
    SSLSession session = socket.getSession();
    return new Encryption(session.getProtocol(), session.getCipherSuite(), authentication());
  }

  /// After the handshake.
  Channel channel() {
    return Channel.of(socket.getSession());
  }

  private Authentication authentication() {
    if (judge.verdict().isPresent()) {
      return Authentication.NONE;
    }
    return switch (policy.proof()) {
      case Proof.Nothing _, Proof.Impossible _ -> Authentication.NONE;
      case Proof.Pkix _ -> Authentication.PKIX;
      case Proof.Dane _ -> Authentication.DANE;
    };
  }
}
