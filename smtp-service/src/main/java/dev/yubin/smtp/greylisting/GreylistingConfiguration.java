package dev.yubin.smtp.greylisting;

import dev.yubin.topic.TailConsumers;
import dev.yubin.topic.TopicCreation;
import dev.yubin.topic.TopicSettings;
import dev.yubin.topic.TopicTail;
import dev.yubin.topic.Topics;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
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
    TopicTail tail =
        new TopicTail(
            Topics.GREYLIST,
            TopicTail.From.BEGINNING,
            new TailConsumers(kafka.buildConsumerProperties()),
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
