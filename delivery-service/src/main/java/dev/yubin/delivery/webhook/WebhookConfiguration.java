package dev.yubin.delivery.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("yubin.delivery.webhook.url")
class WebhookConfiguration {
  private static final String GROUP = "yubin-webhook";
  private static final int MAX_EVENTS = 100;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  @Bean
  Webhook webhook(
      KafkaProperties kafka,
      RestClient.Builder builder,
      WebhookProperties properties,
      MeterRegistry meters) {
    URI url = Objects.requireNonNull(properties.url());
    Path secret = Objects.requireNonNull(properties.secretFile());
    // Follows no redirect: the signature is for this URL.
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build());
    requests.setReadTimeout(properties.timeout());
    return new Webhook(
        consumers(kafka),
        builder.requestFactory(requests).build(),
        url,
        Signature.of(secret),
        properties.longestWait(),
        properties.giveUpAfter(),
        meters);
  }

  private static Supplier<Consumer<String, byte[]>> consumers(KafkaProperties kafka) {
    Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // What Kafka still knows is told to a URL that is new.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_EVENTS);
    return () ->
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
