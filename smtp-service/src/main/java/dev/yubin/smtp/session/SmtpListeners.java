package dev.yubin.smtp.session;

import dev.yubin.server.HostProperties;
import dev.yubin.server.Listener;
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
      listeners.add(listen(Role.MX, properties.port(), false));
      listeners.add(listen(Role.SUBMISSION, properties.submissionPort(), false));
      listeners.add(listen(Role.SUBMISSION, properties.submissionsPort(), true));
      if (properties.lmtpPort() != null) {
        listeners.add(listen(Role.LMTP, properties.lmtpPort(), false));
      }
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
  }

  private Listener listen(Role role, int port, boolean implicitTls) {
    Listener.Settings settings =
        new Listener.Settings(
            new InetSocketAddress(host.bind(), port),
            implicitTls,
            properties.maxSessions(),
            properties.idleTimeout(),
            properties.drainTimeout());
    ServerTls its = role == Role.MX ? tls.forServers() : tls;
    return Listener.start(settings, new SmtpProtocol(role, properties, answers), its, meters);
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
