package dev.yubin.server.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Shows each client the certificate of the name that it asks for (SNI, RFC 6066 §3). Which bundle
/// it is follows from the name alone, and not from the algorithms that the client prefers.
///
/// @param certificates the first is for clients that ask for no name, or for one that none has
final class CertificatesByName extends X509ExtendedKeyManager {
  private final List<BundleCertificate> certificates;

  CertificatesByName(List<BundleCertificate> certificates) {
    this.certificates = List.copyOf(certificates);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    int chosen = index(socket);
    String alias = certificates.get(chosen).keys().chooseServerAlias(keyType, issuers, socket);
    return alias == null ? null : chosen + ":" + alias;
  }

  private int index(Socket socket) {
    Optional<String> asked =
        socket instanceof SSLSocket tls
                && tls.getHandshakeSession() instanceof ExtendedSSLSession session
            ? ServerNames.asked(session)
            : Optional.empty();
    return asked.map(this::index).orElse(0);
  }

  /// RFC 9525 §6.3 lets any match count; one that is exact is what somebody meant.
  private int index(String host) {
    int exact = first(host, ServerNames::hold);
    return Math.max(0, exact >= 0 ? exact : first(host, ServerNames::holdAsWildcard));
  }

  private int first(String host, BiPredicate<ServerNames, String> match) {
    for (int i = 0; i < certificates.size(); i++) {
      if (match.test(certificates.get(i).names(), host)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return keys(alias).getCertificateChain(inBundle(alias));
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return keys(alias).getPrivateKey(inBundle(alias));
  }

  private X509ExtendedKeyManager keys(String alias) {
    int index = Integer.parseInt(alias.substring(0, alias.indexOf(':')));
    return certificates.get(index).keys();
  }

  private static String inBundle(String alias) {
    return alias.substring(alias.indexOf(':') + 1);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return null;
  }
}
