package dev.yubin.mailbox.imap;

import dev.yubin.mailbox.MailPort;
import dev.yubin.mailbox.imap.session.ImapLimits;
import dev.yubin.mailbox.imap.session.ImapServices;
import dev.yubin.mailbox.imap.session.MailboxChanges;
import dev.yubin.server.Listener;
import dev.yubin.server.Listener.Port;
import dev.yubin.server.sasl.ClientLogins;
import dev.yubin.store.mailbox.Annotations;
import dev.yubin.store.mailbox.Mailboxes;
import dev.yubin.store.message.MailOctets;
import dev.yubin.store.message.MessageEdits;
import dev.yubin.store.message.Messages;
import dev.yubin.store.message.ModSeqs;
import dev.yubin.store.message.Quotas;
import dev.yubin.topic.TailConsumers;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;

@Configuration(proxyBeanMethods = false)
class ImapConfiguration {

  @Bean
  MailboxChanges mailboxChanges(
      TailConsumers consumers,
      KafkaTemplate<String, byte[]> kafka,
      DataSource database,
      ImapProperties properties) {
    return new MailboxChanges(
        consumers,
        kafka.getProducerFactory().createProducer(),
        new Mailboxes(database),
        properties.check());
  }

  @Bean
  ImapProtocol imapProtocol(
      ImapProperties properties,
      ClientLogins logins,
      DataSource database,
      MailboxChanges changes,
      MeterRegistry meters) {
    ImapLimits limits =
        new ImapLimits(
            properties.maxLiteral().toBytes(), properties.loginTimeout(), properties.idleTimeout());
    MessageEdits edits = new MessageEdits(database);
    return new ImapProtocol(
        new ImapServices(
            limits,
            logins,
            new Mailboxes(database),
            new Messages(database),
            new ModSeqs(database),
            edits,
            new Quotas(database),
            new Annotations(database),
            new MailOctets(database),
            edits::write,
            changes,
            meters));
  }

  @Bean
  MailPort imapPort(ImapProperties properties, ImapProtocol protocol) {
    return port(new Port("yubin.imap.port", properties.port(), false), properties, protocol);
  }

  @Bean
  MailPort imapsPort(ImapProperties properties, ImapProtocol protocol) {
    return port(new Port("yubin.imap.tls-port", properties.tlsPort(), true), properties, protocol);
  }

  private static MailPort port(Port port, ImapProperties properties, ImapProtocol protocol) {
    return new MailPort(
        new Listener.Settings(
            port,
            properties.maxSessions(),
            properties.idleTimeout(),
            properties.drainTimeout(),
            List.of()),
        protocol);
  }
}
