package dev.yubin.delivery.deadletter;

import dev.yubin.store.replay.Replays;
import dev.yubin.store.trace.Traces;
import dev.yubin.topic.TailConsumers;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

  @Bean
  DeadLetterTopic deadLetterTopic(KafkaProperties kafka) {
    return new DeadLetterTopic(new TailConsumers(kafka.buildConsumerProperties()));
  }

  @Bean
  Replays replays(DataSource dataSource) {
    return new Replays(dataSource);
  }

  @Bean
  Replay replay(
      DeadLetterTopic topic, Replays replays, Traces traces, Producer<String, byte[]> producer) {
    return new Replay(topic, replays, traces, producer);
  }
}
