package dev.yubin.mailbox.pop3;

import dev.yubin.mailbox.MailPort;
import dev.yubin.mailbox.imap.session.MailboxChanges;
import dev.yubin.mailbox.pop3.session.Maildrops;
import dev.yubin.mailbox.pop3.session.Pop3Protocol;
import dev.yubin.server.HostProperties;
import dev.yubin.server.Listener;
import dev.yubin.server.Listener.Port;
import dev.yubin.server.sasl.ClientLogins;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Pop3Configuration {

  @Bean
  Pop3Protocol pop3Protocol(
      HostProperties host, ClientLogins logins, DataSource dataSource, MailboxChanges changes) {
    return new Pop3Protocol(
        host.hostnameOrMachineName(), logins, new Maildrops(dataSource, changes::publish));
  }

  @Bean
  MailPort pop3Port(Pop3Properties properties, Pop3Protocol protocol) {
    Port port = new Port("yubin.pop3.port", properties.port(), false);
    return new MailPort(settings(port, properties), protocol);
  }

  @Bean
  MailPort pop3sPort(Pop3Properties properties, Pop3Protocol protocol) {
    Port port = new Port("yubin.pop3.tls-port", properties.tlsPort(), true);
    return new MailPort(settings(port, properties), protocol);
  }

  private static Listener.Settings settings(Port port, Pop3Properties properties) {
    return new Listener.Settings(
        port,
        properties.maxSessions(),
        properties.idleTimeout(),
        properties.drainTimeout(),
        List.of());
  }
}
