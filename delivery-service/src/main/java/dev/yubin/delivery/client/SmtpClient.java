package dev.yubin.delivery.client;

import dev.yubin.delivery.client.Access.Protocol;
import dev.yubin.delivery.client.Dialer.Attempt;
import dev.yubin.delivery.client.Opening.Opened;
import dev.yubin.delivery.client.Opening.Unreachable;
import dev.yubin.delivery.client.TlsPolicy.Proof;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens sessions to other hosts, and keeps those that have done their work for the next mail.
/// Blocks; meant for virtual threads. Safe for use by many threads.
public final class SmtpClient implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SmtpClient.class);

  /// Of one host; a name with more is not worth more of our time.
  private static final int MAX_ADDRESSES = 8;

  private final Introduction introduction;
  private final Dialer dialer;
  private final Duration total;
  private final Deadlines deadlines = new Deadlines();
  private final WarmSessions warm;

  /// @param hostname what we call ourselves in EHLO
  /// @param authorities those that are trusted to say whose a certificate is
  public SmtpClient(
      String hostname,
      ClientTimeouts timeouts,
      ConnectionProperties connections,
      X509TrustManager authorities) {
    this.introduction = new Introduction(hostname, timeouts, connections.mails(), authorities);
    this.dialer = new Dialer(timeouts.connect());
    this.total = timeouts.total();
    this.warm = new WarmSessions(connections, deadlines);
  }

  /// How long an attempt begins mails.
  public Duration total() {
    return total;
  }

  /// Whether a session to the host is at hand.
  public boolean hasWarm(RemoteHost host) {
    return warm.has(host);
  }

  /// A session that is at hand; else tries the host's addresses in their order (RFC 5321 §5.1)
  /// until one gives a session. Goes back by [#giveBack], or is closed.
  public Opening open(RemoteHost host) {
    if (host.tls().isMandatory() && host.tls().proof() instanceof Proof.Impossible(var failure)) {
      return new Unreachable(Diagnosis.ofTls(host.name(), host.tls(), failure, Optional.empty()));
    }
    return warm.take(host).<Opening>map(Opened::new).orElseGet(() -> dial(host));
  }

  /// Takes a session back when its user has no more mail for it.
  public void giveBack(RemoteHost host, SmtpSession session) {
    warm.keep(host, session);
  }

  private Opening dial(RemoteHost host) {
    List<InetSocketAddress> untried =
        new ArrayList<>(host.addresses().stream().limit(MAX_ADDRESSES).toList());
    @Nullable Diagnosis why = null;
    while (!untried.isEmpty()) {
      for (Attempt attempt : dialer.dial(untried)) {
        untried.remove(attempt.address());
        switch (greeted(host, attempt)) {
          case Opened opened -> {
            return opened;
          }
          // A refusal for good stands only when all addresses give one.
          case Unreachable(Diagnosis now) ->
              why = why == null || why.isPermanent() || !now.isPermanent() ? now : why;
        }
      }
    }
    return new Unreachable(
        why == null
            ? Diagnosis.own(host.name(), "4.4.3", "No address of the host was found")
            : why);
  }

  private Opening greeted(RemoteHost host, Attempt attempt) {
    return switch (attempt) {
      case Attempt.Failed(InetSocketAddress address, IOException cause) -> {
        String where = address.getAddress().getHostAddress();
        yield new Unreachable(
            Diagnosis.own(
                host.name(), "4.4.1", "Connecting to " + where + ": " + cause.getMessage()));
      }
      case Attempt.Connected(InetSocketAddress address, Socket socket) ->
          greet(host, address, socket, Optional.empty());
    };
  }

  /// @param tlsFailed what kept an attempt just before from being encrypted: this one is in the
  ///     clear
  private Opening greet(
      RemoteHost host, InetSocketAddress address, Socket socket, Optional<TlsFailure> tlsFailed) {
    Wire wire = new Wire(socket, deadlines, total);
    try {
      return new Opened(introduction.on(wire, host, tlsFailed));
    } catch (TlsFailedException e) {
      wire.close();
      if (host.tls().isMandatory() || host.access().protocol() == Protocol.SMTPS) {
        return new Unreachable(
            Diagnosis.ofTls(host.name(), host.tls(), e.failure(), Optional.of(wire.endpoints())));
      }
      log.info("event=starttls-failed host={} cause={}", host.name(), e.getMessage());
      return inTheClear(host, address, e.failure());
    } catch (LoginFailedException e) {
      wire.close();
      log.warn(
          "event=login-failed host={} login={} reason=\"{}\""
              + " remedy=\"see to yubin.delivery.logins of this host and restart; mail waits\"",
          host.name(),
          host.access().login(),
          e.reason());
      return new Unreachable(Diagnosis.ofLogin(host.name(), e.reason()));
    } catch (RefusedException e) {
      wire.close();
      return new Unreachable(Diagnosis.of(host.name(), e.reply()));
    } catch (IOException e) {
      wire.close();
      return new Unreachable(Failures.lost(host.name(), "the greeting", e, wire.farewell()));
    }
  }

  /// RFC 7435 §3: a host whose TLS does not work is no worse off than one without.
  private Opening inTheClear(RemoteHost host, InetSocketAddress address, TlsFailure failure) {
    Attempt again = dialer.dial(List.of(address)).getFirst();
    return again instanceof Attempt.Connected(InetSocketAddress _, Socket socket)
        ? greet(host, address, socket, Optional.of(failure))
        : greeted(host, again);
  }

  /// Takes leave of the hosts. Sessions that are in use end with their users.
  @Override
  public void close() {
    warm.close();
    deadlines.close();
  }
}
