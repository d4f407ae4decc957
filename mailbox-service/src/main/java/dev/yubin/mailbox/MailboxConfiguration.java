package dev.yubin.mailbox;

import dev.yubin.server.HostProperties;
import dev.yubin.server.tls.ServerTls;
import dev.yubin.server.tls.TlsProperties;
import dev.yubin.topic.TailConsumers;
import dev.yubin.topic.TopicCreation;
import dev.yubin.topic.TopicSettings;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// What all features of the service share.
@Configuration(proxyBeanMethods = false)
class MailboxConfiguration {

  @Bean
  ServerTls serverTls(TlsProperties tls, SslBundles bundles, HostProperties host) {
    return ServerTls.of(tls, bundles, host.hostnameOrMachineName());
  }

  @Bean
  MailListeners mailListeners(
      HostProperties host, ObjectProvider<MailPort> ports, ServerTls tls, MeterRegistry meters) {
    return new MailListeners(host, ports.orderedStream().toList(), tls, meters);
  }

  @Bean
  HealthIndicator listenersHealthIndicator(MailListeners listeners) {
    return () -> (listeners.areListening() ? Health.up() : Health.outOfService()).build();
  }

  @Bean
  KafkaHealth kafkaHealthIndicator(KafkaProperties kafka) {
    return new KafkaHealth(Admin.create(kafka.buildAdminProperties()));
  }

  @Bean
  TailConsumers tailConsumers(KafkaProperties kafka) {
    return new TailConsumers(kafka.buildConsumerProperties());
  }

  @Bean
  TopicCreation topicCreation(KafkaProperties kafka, Environment environment) {
    TopicSettings settings =
        Binder.get(environment).bindOrCreate("yubin.topics", Bindable.of(TopicSettings.class));
    return new TopicCreation(settings.topics(), () -> Admin.create(kafka.buildAdminProperties()));
  }
}
