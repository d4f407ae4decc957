package dev.yubin.mailbox;

import dev.yubin.server.HostProperties;
import dev.yubin.server.Listener;
import dev.yubin.server.tls.ServerTls;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.SmartLifecycle;

/// All ports of the mail protocols. They open when everything else stands and close, drained at the
/// same time, before anything that a session needs is taken away.
public final class MailListeners implements SmartLifecycle {
  private final HostProperties host;
  private final List<MailPort> ports;
  private final ServerTls tls;
  private final MeterRegistry meters;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean running;

  MailListeners(HostProperties host, List<MailPort> ports, ServerTls tls, MeterRegistry meters) {
    this.host = host;
    this.ports = List.copyOf(ports);
    this.tls = tls;
    this.meters = meters;
  }

  @Override
  public void start() {
    try {
      for (MailPort port : ports) {
        listeners.add(Listener.start(host, port.settings(), port.protocol(), tls, meters));
      }
      running = true;
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
  }

  @Override
  public void stop() {
    running = false;
    Listener.closeAll(listeners);
    listeners.clear();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  boolean areListening() {
    return running && listeners.stream().allMatch(Listener::isListening);
  }

  /// Where a protocol's ports are, in the order in which its feature gave them.
  ///
  /// @param implicitTls whether those are wanted on which TLS begins with the connection
  public List<InetSocketAddress> addresses(String protocol, boolean implicitTls) {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (int i = 0; i < listeners.size(); i++) {
      MailPort port = ports.get(i);
      if (port.protocol().name().equals(protocol)
          && port.settings().port().implicitTls() == implicitTls) {
        addresses.add(listeners.get(i).address());
      }
    }
    return addresses;
  }
}
