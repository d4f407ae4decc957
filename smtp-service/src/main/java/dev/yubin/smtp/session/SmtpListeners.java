package dev.yubin.smtp.session;

import dev.yubin.server.HostProperties;
import dev.yubin.server.Listener;
import dev.yubin.server.Listener.Port;
import dev.yubin.server.tls.ServerTls;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.SmartLifecycle;

/// The ports of this service. They open after everything else stands and close, drained, before
/// anything that a mail needs is taken away.
final class SmtpListeners implements SmartLifecycle {
  private final HostProperties host;
  private final SmtpProperties properties;
  private final Answers answers;
  private final ServerTls tls;
  private final MeterRegistry meters;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  SmtpListeners(
      HostProperties host,
      SmtpProperties properties,
      Answers answers,
      ServerTls tls,
      MeterRegistry meters) {
    this.host = host;
    this.properties = properties;
    this.answers = answers;
    this.tls = tls;
    this.meters = meters;
  }

  @Override
  public void start() {
    try {
      listen(Role.MX, new Port("yubin.smtp.port", properties.port(), false));
      listen(
          Role.SUBMISSION,
          new Port("yubin.smtp.submission-port", properties.submissionPort(), false));
      listen(
          Role.SUBMISSION,
          new Port("yubin.smtp.submissions-port", properties.submissionsPort(), true));
      if (properties.lmtpPort() != null) {
        listen(Role.LMTP, new Port("yubin.smtp.lmtp-port", properties.lmtpPort(), false));
      }
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
  }

  private void listen(Role role, Port port) {
    Listener.Settings settings =
        new Listener.Settings(
            port,
            properties.maxSessions(),
            properties.idleTimeout(),
            properties.drainTimeout(),
            properties.trustedNetworks());
    SmtpProtocol protocol = new SmtpProtocol(role, properties, answers);
    ServerTls its = role == Role.MX ? tls.forServers() : tls;
    listeners.add(Listener.start(host, settings, protocol, its, meters));
  }

  /// Drains all ports at the same time.
  @Override
  public void stop() {
    Listener.closeAll(listeners);
    listeners.clear();
  }

  @Override
  public boolean isRunning() {
    return !listeners.isEmpty();
  }

  boolean areListening() {
    return isRunning() && listeners.stream().allMatch(Listener::isListening);
  }

  /// Where the ports are: MX, submission, submission with TLS from the start, LMTP.
  List<InetSocketAddress> addresses() {
    return listeners.stream().map(Listener::address).toList();
  }
}
