package dev.yubin.delivery.client;

import dev.yubin.delivery.client.TlsPolicy.Proof;
import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Holds the certificate of one handshake against a policy. Where the policy must be met, the
/// handshake ends with what does not; else the verdict is kept for the report. For one thread.
final class CertificateJudge extends X509ExtendedTrustManager {
  private final TlsPolicy policy;
  private final X509TrustManager authorities;
  private @Nullable TlsFailure verdict;

  CertificateJudge(TlsPolicy policy, X509TrustManager authorities) {
    this.policy = policy;
    this.authorities = authorities;
  }

  /// What is wrong with the certificate; empty when it is as the policy wants it.
  Optional<TlsFailure> verdict() {
    return Optional.ofNullable(verdict);
  }

  private void judge(X509Certificate[] chain, String authType) throws CertificateException {
    verdict =
        switch (policy.proof()) {
          case Proof.Nothing _ -> null;
          case Proof.Pkix(String name) -> pkix(chain, authType, name);
          case Proof.Dane dane ->
              new DaneCheck(dane).accepts(chain) ? null : TlsFailure.TLSA_INVALID;
          case Proof.Impossible(TlsFailure failure) -> failure;
        };
    if (verdict != null && policy.isMandatory()) {
      throw new CertificateException(verdict.keyword());
    }
  }

  private @Nullable TlsFailure pkix(X509Certificate[] chain, String authType, String name) {
    try {
      authorities.checkServerTrusted(chain, authType);
    } catch (CertificateException e) {
      return hasExpired(e) ? TlsFailure.CERTIFICATE_EXPIRED : TlsFailure.CERTIFICATE_NOT_TRUSTED;
    }
    return CertificateNames.include(chain[0], List.of(name))
        ? null
        : TlsFailure.CERTIFICATE_HOST_MISMATCH;
  }

  private static boolean hasExpired(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException
          || cause instanceof CertPathValidatorException path
              && path.getReason() == BasicReason.EXPIRED) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    judge(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    judge(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    judge(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("This is the client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("This is the client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("This is the client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
