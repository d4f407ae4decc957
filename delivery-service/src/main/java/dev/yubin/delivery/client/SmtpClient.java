package dev.yubin.delivery.client;

import dev.yubin.delivery.client.Opening.Opened;
import dev.yubin.delivery.client.Opening.Unreachable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens sessions to other hosts. Blocks; meant for virtual threads. Safe for use by many threads.
public final class SmtpClient implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SmtpClient.class);

  private final String hostname;
  private final ClientTimeouts timeouts;
  private final Deadlines deadlines = new Deadlines();
  private final ClientTls tls;

  /// @param hostname what we call ourselves in EHLO
  /// @param verifying TLS with the authorities that are trusted
  public SmtpClient(String hostname, ClientTimeouts timeouts, SSLContext verifying) {
    this.hostname = hostname;
    this.timeouts = timeouts;
    this.tls = new ClientTls(verifying);
  }

  /// Tries a host's addresses in their order (RFC 5321 §5.1) until one gives a session.
  public Opening open(RemoteHost host, TlsPolicy policy) {
    if (policy == TlsPolicy.VERIFIED && !host.trusted()) {
      // RFC 8689 §4.2.1: whoever can forge an MX record can have a certificate for the name in it.
      return unverified(host.name(), "The DNS does not sign that the host is the domain's");
    }
    Diagnosis why = Diagnosis.own(host.name(), "4.4.3", "No address of the host was found");
    boolean permanent = true;
    for (InetSocketAddress address : host.addresses()) {
      switch (open(host.name(), address, policy, true)) {
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

  private Opening open(String host, InetSocketAddress address, TlsPolicy policy, boolean encrypt) {
    Wire wire;
    try {
      wire = Wire.connect(address, timeouts.connect(), deadlines);
    } catch (IOException e) {
      String text =
          "Connecting to " + address.getAddress().getHostAddress() + ": " + e.getMessage();
      return new Unreachable(Diagnosis.own(host, "4.4.1", text));
    }
    try {
      return greet(host, wire, policy, encrypt);
    } catch (TlsFailedException e) {
      wire.close();
      if (policy == TlsPolicy.VERIFIED) {
        return tlsFailed(host, e);
      }
      // RFC 7435 §3: a host whose TLS does not work is no worse off than one without.
      log.info("event=starttls-failed host={} cause={}", host, e.getMessage());
      return open(host, address, policy, false);
    } catch (RefusedException e) {
      wire.close();
      return new Unreachable(Diagnosis.of(host, e.reply()));
    } catch (IOException e) {
      wire.close();
      return new Unreachable(Failures.lost(host, "the greeting", e, wire.farewell()));
    }
  }

  private Opening greet(String host, Wire wire, TlsPolicy policy, boolean encrypt)
      throws IOException {
    Reply greeting = wire.read(timeouts.greeting());
    if (!greeting.isPositive()) {
      throw new RefusedException(greeting);
    }
    Capabilities offered = hello(wire);
    if (!encrypt
        || !offered.has("STARTTLS")
        || wire.ask("STARTTLS", timeouts.command()).code() != 220) {
      if (policy == TlsPolicy.VERIFIED) {
        wire.close();
        return unverified(host, "The host does not encrypt");
      }
      return opened(host, wire, offered, Optional.empty());
    }
    try {
      Encryption encryption = wire.startTls(tls, host, policy, timeouts.command());
      // RFC 3207 §4.2: what was offered in the clear counts no more.
      return opened(host, wire, hello(wire), Optional.of(encryption));
    } catch (IOException e) {
      throw new TlsFailedException(e);
    }
  }

  private static Opening tlsFailed(String host, TlsFailedException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return unverified(host, "The host's certificate does not prove its name");
      }
    }
    return new Unreachable(Diagnosis.own(host, "4.7.5", "Encrypting the connection failed"));
  }

  private static Opening unverified(String host, String reason) {
    return new Unreachable(Diagnosis.own(host, "5.7.10", reason));
  }

  private Opened opened(
      String host, Wire wire, Capabilities offered, Optional<Encryption> encryption) {
    return new Opened(new SmtpSession(host, wire, offered, encryption, timeouts));
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

  @Override
  public void close() {
    deadlines.close();
  }

  private static final class TlsFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    TlsFailedException(IOException cause) {
      super(cause.toString(), cause);
    }
  }
}
