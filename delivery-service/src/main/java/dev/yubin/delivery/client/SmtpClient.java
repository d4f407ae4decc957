package dev.yubin.delivery.client;

import dev.yubin.delivery.client.Opening.Opened;
import dev.yubin.delivery.client.Opening.Unreachable;
import dev.yubin.delivery.client.TlsPolicy.Proof;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens sessions to other hosts. Blocks; meant for virtual threads. Safe for use by many threads.
public final class SmtpClient implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SmtpClient.class);

  private final Introduction introduction;
  private final ClientTimeouts timeouts;
  private final Deadlines deadlines = new Deadlines();

  /// @param hostname what we call ourselves in EHLO
  /// @param authorities those that are trusted to say whose a certificate is
  public SmtpClient(String hostname, ClientTimeouts timeouts, X509TrustManager authorities) {
    this.introduction = new Introduction(hostname, timeouts, authorities);
    this.timeouts = timeouts;
  }

  /// Tries a host's addresses in their order (RFC 5321 §5.1) until one gives a session.
  public Opening open(RemoteHost host) {
    if (host.tls().isMandatory() && host.tls().proof() instanceof Proof.Impossible(var failure)) {
      return new Unreachable(Diagnosis.ofTls(host.name(), host.tls(), failure));
    }
    Diagnosis why = Diagnosis.own(host.name(), "4.4.3", "No address of the host was found");
    boolean permanent = true;
    for (InetSocketAddress address : host.addresses()) {
      switch (open(host, address, Optional.empty())) {
        case Opened opened -> {
          return opened;
        }
        case Unreachable unreachable -> {
          boolean heavier = permanent || !unreachable.why().isPermanent();
          why = heavier ? unreachable.why() : why;
          permanent &= unreachable.why().isPermanent();
        }
      }
    }
    return new Unreachable(why);
  }

  /// @param tlsFailed what kept an attempt just before from being encrypted: this one is in the
  ///     clear
  private Opening open(RemoteHost host, InetSocketAddress address, Optional<TlsFailure> tlsFailed) {
    Wire wire;
    try {
      wire = Wire.connect(address, timeouts.connect(), deadlines);
    } catch (IOException e) {
      String text =
          "Connecting to " + address.getAddress().getHostAddress() + ": " + e.getMessage();
      return new Unreachable(Diagnosis.own(host.name(), "4.4.1", text));
    }
    try {
      return new Opened(introduction.on(wire, host, tlsFailed));
    } catch (TlsFailedException e) {
      wire.close();
      if (host.tls().isMandatory()) {
        return new Unreachable(Diagnosis.ofTls(host.name(), host.tls(), e.failure()));
      }
      // RFC 7435 §3: a host whose TLS does not work is no worse off than one without.
      log.info("event=starttls-failed host={} cause={}", host.name(), e.getMessage());
      return open(host, address, Optional.of(e.failure()));
    } catch (RefusedException e) {
      wire.close();
      return new Unreachable(Diagnosis.of(host.name(), e.reply()));
    } catch (IOException e) {
      wire.close();
      return new Unreachable(Failures.lost(host.name(), "the greeting", e, wire.farewell()));
    }
  }

  @Override
  public void close() {
    deadlines.close();
  }
}
