package dev.yubin.delivery.event;

import dev.yubin.event.EventTopic;
import dev.yubin.topic.TopicCreation;
import dev.yubin.topic.TopicSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class EventConfiguration {
  /// For notices, dead letters and DSNs alike: a DSN is accepted mail, with its promise.
  @Bean
  Producer<String, byte[]> producer(KafkaProperties kafka) {
    Map<String, Object> properties = kafka.buildProducerProperties();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  @Bean
  EventTopic eventTopic(KafkaProperties kafka) {
    return EventTopic.of(kafka.buildProducerProperties());
  }

  @Bean
  MailEvents mailEvents(EventTopic topic, Producer<String, byte[]> producer, MeterRegistry meters) {
    return new MailEvents(topic, producer, meters);
  }

  @Bean
  TopicCreation topicCreation(KafkaProperties kafka, Environment environment) {
    TopicSettings settings =
        Binder.get(environment).bindOrCreate("yubin.topics", Bindable.of(TopicSettings.class));
    return new TopicCreation(settings.topics(), () -> Admin.create(kafka.buildAdminProperties()));
  }
}
