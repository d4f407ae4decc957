package dev.yubin.delivery.client;

import dev.yubin.delivery.client.Opening.Opened;
import dev.yubin.delivery.client.Opening.Unreachable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens sessions to other hosts. Blocks; meant for virtual threads. Safe for use by many threads.
public final class SmtpClient implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SmtpClient.class);

  private final String hostname;
  private final ClientTimeouts timeouts;
  private final Deadlines deadlines = new Deadlines();
  private final OpportunisticTls tls = new OpportunisticTls();

  /// @param hostname what we call ourselves in EHLO
  public SmtpClient(String hostname, ClientTimeouts timeouts) {
    this.hostname = hostname;
    this.timeouts = timeouts;
  }

  /// Tries a host's addresses in their order (RFC 5321 §5.1) until one gives a session.
  public Opening open(RemoteHost host) {
    Diagnosis why = Diagnosis.own(host.name(), "4.4.3", "No address of the host was found");
    boolean permanent = true;
    for (InetSocketAddress address : host.addresses()) {
      switch (open(host.name(), address, true)) {
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

  private Opening open(String host, InetSocketAddress address, boolean encrypt) {
    Wire wire;
    try {
      wire = Wire.connect(address, timeouts.connect(), deadlines);
    } catch (IOException e) {
      String text =
          "Connecting to " + address.getAddress().getHostAddress() + ": " + e.getMessage();
      return new Unreachable(Diagnosis.own(host, "4.4.1", text));
    }
    try {
      return greet(host, wire, encrypt);
    } catch (TlsFailedException e) {
      wire.close();
      // RFC 7435 §3: a host whose TLS does not work is no worse off than one without.
      log.info("event=starttls-failed host={} cause={}", host, e.getMessage());
      return open(host, address, false);
    } catch (RefusedException e) {
      wire.close();
      return new Unreachable(Diagnosis.of(host, e.reply()));
    } catch (IOException e) {
      wire.close();
      return new Unreachable(Failures.lost(host, "the greeting", e, wire.farewell()));
    }
  }

  private Opening greet(String host, Wire wire, boolean encrypt) throws IOException {
    Reply greeting = wire.read(timeouts.greeting());
    if (!greeting.isPositive()) {
      throw new RefusedException(greeting);
    }
    Capabilities offered = hello(wire);
    if (!encrypt || !offered.has("STARTTLS")) {
      return opened(host, wire, offered, Optional.empty());
    }
    if (wire.ask("STARTTLS", timeouts.command()).code() != 220) {
      return opened(host, wire, offered, Optional.empty());
    }
    try {
      Encryption encryption = wire.startTls(tls, host, timeouts.command());
      // RFC 3207 §4.2: what was offered in the clear counts no more.
      return opened(host, wire, hello(wire), Optional.of(encryption));
    } catch (IOException e) {
      throw new TlsFailedException(e);
    }
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
