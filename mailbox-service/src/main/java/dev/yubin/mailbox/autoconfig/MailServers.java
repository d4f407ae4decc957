package dev.yubin.mailbox.autoconfig;

import dev.yubin.mailbox.MailListeners;
import dev.yubin.mailbox.autoconfig.MailServer.Service;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// The servers of this installation as mail programs reach them.
public final class MailServers {
  private final AutoconfigProperties properties;
  private final String hostname;
  private final MailListeners listeners;
  private final Environment environment;

  /// @param hostname where the properties have none
  /// @param environment may know the ports of smtp-service
  MailServers(
      AutoconfigProperties properties,
      String hostname,
      MailListeners listeners,
      Environment environment) {
    this.properties = properties;
    this.hostname = properties.hostname() == null ? hostname : properties.hostname();
    this.listeners = listeners;
    this.environment = environment;
  }

  public String hostname() {
    return hostname;
  }

  /// In the order of preference.
  public List<MailServer> list() {
    List<MailServer> servers = new ArrayList<>();
    for (Service service : Service.values()) {
      int port = port(service);
      if (port > 0) {
        servers.add(new MailServer(service, host(service), port));
      }
    }
    return servers;
  }

  private String host(Service service) {
    String smtp = properties.smtpHostname();
    return service.protocol().equals("smtp") && smtp != null ? smtp : hostname;
  }

  private int port(Service service) {
    return switch (service) {
      case IMAPS -> ours(properties.imapTlsPort(), service);
      case IMAP -> ours(properties.imapPort(), service);
      case POP3S -> ours(properties.pop3TlsPort(), service);
      case POP3 -> ours(properties.pop3Port(), service);
      case SUBMISSIONS -> theirs(properties.submissionTlsPort(), "submissions-port", 465);
      case SUBMISSION -> theirs(properties.submissionPort(), "submission-port", 587);
    };
  }

  private int ours(@Nullable Integer told, Service service) {
    return told != null
        ? told
        : listeners.addresses(service.protocol(), service.implicitTls()).stream()
            .findFirst()
            .map(InetSocketAddress::getPort)
            .orElse(0);
  }

  private int theirs(@Nullable Integer told, String property, int standard) {
    return told != null
        ? told
        : environment.getProperty("yubin.smtp." + property, Integer.class, standard);
  }
}
