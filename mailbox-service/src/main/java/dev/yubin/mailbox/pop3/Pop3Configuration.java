package dev.yubin.mailbox.pop3;

import dev.yubin.mailbox.MailPort;
import dev.yubin.mailbox.imap.session.MailboxChanges;
import dev.yubin.mailbox.pop3.session.Maildrops;
import dev.yubin.mailbox.pop3.session.Pop3Protocol;
import dev.yubin.server.HostProperties;
import dev.yubin.server.Listener;
import dev.yubin.server.sasl.ClientLogins;
import java.net.InetSocketAddress;
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
  MailPort pop3Port(HostProperties host, Pop3Properties properties, Pop3Protocol protocol) {
    return new MailPort(settings(host, properties, properties.port(), false), protocol);
  }

  @Bean
  MailPort pop3sPort(HostProperties host, Pop3Properties properties, Pop3Protocol protocol) {
    return new MailPort(settings(host, properties, properties.tlsPort(), true), protocol);
  }

  private static Listener.Settings settings(
      HostProperties host, Pop3Properties properties, int port, boolean implicitTls) {
    return new Listener.Settings(
        new InetSocketAddress(host.bind(), port),
        implicitTls,
        properties.maxSessions(),
        properties.idleTimeout(),
        properties.drainTimeout());
  }
}
