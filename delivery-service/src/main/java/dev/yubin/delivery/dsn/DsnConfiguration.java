package dev.yubin.delivery.dsn;

import dev.yubin.delivery.HostProperties;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.delivery.worker.QueueWorker;
import dev.yubin.mail.MailPublisher;
import dev.yubin.store.mail.MailContent;
import dev.yubin.store.outbound.DsnQueue;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DsnConfiguration {

  /// Rung by whoever adds a DSN.
  @Bean
  Bell dsnBell() {
    return new Bell();
  }

  @Bean
  DsnSender dsnSender(
      DataSource dataSource,
      MailContent content,
      Producer<String, byte[]> producer,
      HostProperties host) {
    MailPublisher publisher = new MailPublisher(producer);
    return new DsnSender(
        new DsnQueue(dataSource), content, publisher, host.hostnameOrMachineName());
  }

  @Bean
  QueueWorker dsnWorker(DsnSender sender, @Qualifier("dsnBell") Bell bell) {
    return new QueueWorker("dsn", bell, sender::round);
  }
}
