package dev.yubin.smtp.recipient;

import dev.yubin.server.HostProperties;
import dev.yubin.topic.TopicTail;
import dev.yubin.topic.Topics;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RecipientConfiguration {

  @Bean
  Directory directory() {
    return new Directory();
  }

  @Bean
  TopicTail directoryTail(KafkaProperties kafka, Directory directory) {
    Map<String, Object> properties = kafka.buildConsumerProperties();
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    Supplier<KafkaConsumer<String, byte[]>> consumers =
        () ->
            new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    return new TopicTail(Topics.DIRECTORY, TopicTail.From.BEGINNING, consumers, directory::apply);
  }

  @Bean
  HealthIndicator directoryHealthIndicator(TopicTail directoryTail) {
    return () -> (directoryTail.isCaughtUp() ? Health.up() : Health.outOfService()).build();
  }

  @Bean
  Recipients recipients(Directory directory, TopicTail directoryTail, HostProperties host) {
    return new Recipients(directory, directoryTail::isCaughtUp, host.hostnameOrMachineName());
  }
}
