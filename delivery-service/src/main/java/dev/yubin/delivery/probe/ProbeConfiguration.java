package dev.yubin.delivery.probe;

import dev.yubin.delivery.HostProperties;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailPublisher;
import dev.yubin.store.message.MailPlaces;
import dev.yubin.store.message.MessageEdits;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("yubin.delivery.probe.address")
class ProbeConfiguration {

  @Bean
  Probe probe(
      ProbeProperties properties,
      HostProperties host,
      Producer<String, byte[]> producer,
      DataSource dataSource,
      MeterRegistry meters) {
    return new Probe(
        EmailAddress.of(Objects.requireNonNull(properties.address())),
        properties,
        host.hostnameOrMachineName(),
        new MailPublisher(producer),
        new MailPlaces(dataSource),
        new MessageEdits(dataSource),
        new ProbeMeters(meters));
  }
}
