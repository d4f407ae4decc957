package dev.yubin.smtp.greylisting;

import dev.yubin.topic.TopicCreation;
import dev.yubin.topic.TopicSettings;
import dev.yubin.topic.TopicTail;
import dev.yubin.topic.Topics;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("yubin.smtp.greylisting.enabled")
class GreylistingConfiguration {

  @Bean
  Greylist greylist(GreylistingProperties properties, Producer<String, byte[]> mailProducer) {
    return new Greylist(properties, mailProducer, InstantSource.system());
  }

  @Bean
  TopicTail greylistTail(KafkaProperties kafka, Greylist greylist) {
    Map<String, Object> properties = kafka.buildConsumerProperties();
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    TopicTail tail =
        new TopicTail(
            Topics.GREYLIST,
            TopicTail.From.BEGINNING,
            () ->
                new KafkaConsumer<>(
                    properties, new StringDeserializer(), new ByteArrayDeserializer()),
            greylist::apply);
    greylist.onceRead(tail::isCaughtUp);
    return tail;
  }

  @Bean
  TopicCreation greylistTopicCreation(
      KafkaProperties kafka, Environment environment, GreylistingProperties properties) {
    TopicSettings settings =
        Binder.get(environment).bindOrCreate("yubin.topics", Bindable.of(TopicSettings.class));
    return new TopicCreation(
        List.of(settings.greylist(properties.keep())),
        () -> Admin.create(kafka.buildAdminProperties()));
  }
}
