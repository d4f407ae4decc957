package dev.yubin.delivery.client;

import dev.yubin.delivery.client.TlsPolicy.Demand;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;

/// The beginning of a session: greeting, EHLO, and where there is TLS, STARTTLS and EHLO again (RFC
/// 5321 §3.1, RFC 3207 §4). Safe for use by many threads.
///
/// @param hostname what we call ourselves
/// @param maxMails that a session carries
record Introduction(
    String hostname, ClientTimeouts timeouts, int maxMails, X509TrustManager authorities) {

  /// @param tlsFailed what kept an attempt just before from being encrypted: TLS is left out now
  /// @throws RefusedException when the host does not want to talk to us
  /// @throws TlsFailedException when TLS was to be and is not
  SmtpSession on(Wire wire, RemoteHost host, Optional<TlsFailure> tlsFailed) throws IOException {
    Reply greeting = wire.read(timeouts.greeting());
    if (!greeting.isPositive()) {
      throw new RefusedException(greeting);
    }
    Capabilities offered = hello(wire);
    if (host.tls().demand() == Demand.NEVER || tlsFailed.isPresent()) {
      return session(wire, host, offered, Optional.empty(), tlsFailed);
    }
    if (!offered.has("STARTTLS") || wire.ask("STARTTLS", timeouts.command()).code() != 220) {
      // Whether the host has none or somebody between has taken it away is the same from here.
      TlsFailure missing = TlsFailure.STARTTLS_NOT_SUPPORTED;
      if (host.tls().isMandatory()) {
        throw new TlsFailedException(missing, new IOException("no STARTTLS"));
      }
      return session(wire, host, offered, Optional.empty(), Optional.of(missing));
    }
    return encrypted(wire, host);
  }

  private SmtpSession encrypted(Wire wire, RemoteHost host) throws TlsFailedException {
    TlsFailure failure = TlsFailure.VALIDATION_FAILURE;
    try {
      ClientTls tls = wire.tls(host, authorities);
      try {
        wire.startTls(tls, timeouts.command());
      } catch (IOException e) {
        throw new TlsFailedException(tls.verdict().orElse(failure), e);
      }
      // RFC 3207 §4.2: what was offered in the clear counts no more.
      Capabilities offered = hello(wire);
      return session(wire, host, offered, Optional.of(tls.encryption()), tls.verdict());
    } catch (TlsFailedException e) {
      throw e;
    } catch (IOException e) {
      throw new TlsFailedException(failure, e);
    }
  }

  private SmtpSession session(
      Wire wire,
      RemoteHost host,
      Capabilities offered,
      Optional<Encryption> encryption,
      Optional<TlsFailure> failure) {
    TlsResult tls = new TlsResult(host.tls().source(), encryption, failure);
    return new SmtpSession(host.name(), wire, offered, tls, timeouts, maxMails);
  }

  private Capabilities hello(Wire wire) throws IOException {
    Reply reply = wire.ask("EHLO " + hostname, timeouts.command());
    if (reply.isPositive()) {
      return Capabilities.of(reply.lines());
    }
    // RFC 5321 §3.2: a host that does not know EHLO is greeted with HELO.
    Reply old = reply.code() / 100 == 5 ? wire.ask("HELO " + hostname, timeouts.command()) : reply;
    if (!old.isPositive()) {
      throw new RefusedException(old);
    }
    return Capabilities.NONE;
  }
}
