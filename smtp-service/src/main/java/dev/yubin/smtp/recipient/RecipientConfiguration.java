package dev.yubin.smtp.recipient;

import dev.yubin.directory.AddressMatching;
import dev.yubin.server.HostProperties;
import dev.yubin.smtp.services.ServicesProperties;
import dev.yubin.topic.TailConsumers;
import dev.yubin.topic.TopicTail;
import dev.yubin.topic.Topics;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RecipientConfiguration {

  @Bean
  Directory directory(AddressProperties addresses) {
    return new Directory(new AddressMatching(addresses.separator()));
  }

  @Bean
  TopicTail directoryTail(KafkaProperties kafka, Directory directory) {
    return new TopicTail(
        Topics.DIRECTORY,
        TopicTail.From.BEGINNING,
        new TailConsumers(kafka.buildConsumerProperties()),
        directory::apply);
  }

  @Bean
  HealthIndicator directoryHealthIndicator(TopicTail directoryTail) {
    return () -> (directoryTail.isCaughtUp() ? Health.up() : Health.outOfService()).build();
  }

  @Bean
  Recipients recipients(
      Directory directory,
      TopicTail directoryTail,
      HostProperties host,
      SrsProperties srs,
      ServicesProperties services) {
    return new Recipients(
        directory,
        directoryTail::isCaughtUp,
        host.hostnameOrMachineName(),
        srs.rewriting(services.secret()));
  }
}
