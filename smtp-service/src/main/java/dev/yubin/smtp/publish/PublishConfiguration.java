package dev.yubin.smtp.publish;

import dev.yubin.mail.MailPublisher;
import dev.yubin.topic.TopicCreation;
import dev.yubin.topic.TopicSettings;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
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
class PublishConfiguration {
  private static final Duration EVENTS_LINGER = Duration.ofMillis(20);

  /// Sizes and times stand in `smtp-service.yml`. What the promise of 250 rests on does not: it is
  /// not to be configured away.
  @Bean
  Producer<String, byte[]> mailProducer(KafkaProperties kafka) {
    Map<String, Object> properties = kafka.buildProducerProperties();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  /// Events have a producer of their own, which waits for company: nobody waits for them, and sent
  /// at once each would stand in the way of the next mail.
  @Bean
  Producer<String, byte[]> eventProducer(KafkaProperties kafka) {
    Map<String, Object> properties = kafka.buildProducerProperties();
    properties.compute(ProducerConfig.CLIENT_ID_CONFIG, (key, service) -> service + "-events");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, EVENTS_LINGER.toMillis());
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  @Bean
  KafkaClientMetrics mailProducerMetrics(Producer<String, byte[]> mailProducer) {
    return new KafkaClientMetrics(mailProducer);
  }

  @Bean
  MailPublisher mailPublisher(Producer<String, byte[]> mailProducer) {
    return new MailPublisher(mailProducer);
  }

  @Bean
  MailEvents mailEvents(Producer<String, byte[]> eventProducer) {
    return new MailEvents(eventProducer);
  }

  @Bean
  TopicCreation topicCreation(KafkaProperties kafka, Environment environment) {
    TopicSettings settings =
        Binder.get(environment).bindOrCreate("yubin.topics", Bindable.of(TopicSettings.class));
    return new TopicCreation(settings.topics(), () -> Admin.create(kafka.buildAdminProperties()));
  }

  @Bean
  KafkaHealth kafkaHealthIndicator(KafkaProperties kafka) {
    return new KafkaHealth(Admin.create(kafka.buildAdminProperties()));
  }
}
