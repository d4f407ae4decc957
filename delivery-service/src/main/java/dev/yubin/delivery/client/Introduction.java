package dev.yubin.delivery.client;

import dev.yubin.delivery.client.Access.Protocol;
import dev.yubin.delivery.client.TlsPolicy.Demand;
import dev.yubin.delivery.login.Login;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;

/// The beginning of a session: greeting, EHLO, and where there is TLS, STARTTLS and EHLO again (RFC
/// 5321 §3.1, RFC 3207 §4), and where the host wants to know who we are, AUTH. Safe for use by many
/// threads.
///
/// @param hostname what we call ourselves
/// @param maxMails that a session carries
record Introduction(
    String hostname, ClientTimeouts timeouts, int maxMails, X509TrustManager authorities) {

  /// @param tlsFailed what kept an attempt just before from being encrypted: TLS is left out now
  /// @throws RefusedException when the host does not want to talk to us
  /// @throws TlsFailedException when TLS was to be and is not
  /// @throws LoginFailedException when the host does not take our login
  SmtpSession on(Wire wire, RemoteHost host, Optional<TlsFailure> tlsFailed) throws IOException {
    if (host.access().protocol() == Protocol.SMTPS) {
      return encrypted(wire, host, () -> greeted(wire, host));
    }
    Capabilities offered = greeted(wire, host);
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
    return encrypted(wire, host, () -> helloAgain(wire, host));
  }

  /// RFC 3207 §4.2: what was offered in the clear counts no more. A host that is silent now has
  /// not got through its own handshake.
  private Capabilities helloAgain(Wire wire, RemoteHost host) throws TlsFailedException {
    try {
      return hello(wire, host);
    } catch (IOException e) {
      throw new TlsFailedException(TlsFailure.VALIDATION_FAILURE, e);
    }
  }

  private Capabilities greeted(Wire wire, RemoteHost host) throws IOException {
    Reply greeting = wire.read(timeouts.greeting());
    if (!greeting.isPositive()) {
      throw new RefusedException(greeting);
    }
    return hello(wire, host);
  }

  private interface Hello {
    Capabilities say() throws IOException;
  }

  private SmtpSession encrypted(Wire wire, RemoteHost host, Hello hello) throws IOException {
    ClientTls tls = handshake(wire, host);
    Capabilities offered = hello.say();
    login(wire, host, offered, tls);
    return session(wire, host, offered, Optional.of(tls.encryption()), tls.verdict());
  }

  private ClientTls handshake(Wire wire, RemoteHost host) throws TlsFailedException {
    TlsFailure failure = TlsFailure.VALIDATION_FAILURE;
    try {
      ClientTls tls = wire.tls(host, authorities);
      try {
        wire.startTls(tls, timeouts.command());
      } catch (IOException e) {
        throw new TlsFailedException(tls.verdict().orElse(failure), e);
      }
      return tls;
    } catch (TlsFailedException e) {
      throw e;
    } catch (IOException e) {
      throw new TlsFailedException(failure, e);
    }
  }

  /// A password goes to no host that has not proved its name.
  private void login(Wire wire, RemoteHost host, Capabilities offered, ClientTls tls)
      throws IOException {
    Login login = host.access().login();
    if (login == null) {
      return;
    }
    if (!tls.encryption().isVerified()) {
      throw new LoginFailedException("its certificate was not asked to prove its name");
    }
    new Authentication(wire, timeouts.command()).with(login, offered.mechanisms(), tls.channel());
  }

  private SmtpSession session(
      Wire wire,
      RemoteHost host,
      Capabilities offered,
      Optional<Encryption> encryption,
      Optional<TlsFailure> failure) {
    TlsResult tls =
        new TlsResult(host.tls().source(), encryption, failure, Optional.of(wire.endpoints()));
    Peer peer = new Peer(host.name(), host.access().protocol(), offered);
    return new SmtpSession(peer, wire, tls, timeouts, maxMails);
  }

  private Capabilities hello(Wire wire, RemoteHost host) throws IOException {
    boolean lmtp = host.access().protocol() == Protocol.LMTP;
    // RFC 2033 §4.1
    Reply reply = wire.ask((lmtp ? "LHLO " : "EHLO ") + hostname, timeouts.command());
    if (reply.isPositive()) {
      return Capabilities.of(reply.lines());
    }
    // RFC 5321 §3.2: a host that does not know EHLO is greeted with HELO.
    Reply old =
        reply.code() / 100 == 5 && !lmtp ? wire.ask("HELO " + hostname, timeouts.command()) : reply;
    if (!old.isPositive()) {
      throw new RefusedException(old);
    }
    return Capabilities.NONE;
  }
}
