package dev.yubin.delivery.arrival;

import dev.yubin.delivery.event.MailEvents;
import dev.yubin.delivery.routing.AddressProperties;
import dev.yubin.delivery.routing.Router;
import dev.yubin.delivery.routing.SrsProperties;
import dev.yubin.delivery.routing.StoredDirectory;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.delivery.worker.QueueWorker;
import dev.yubin.directory.AddressMatching;
import dev.yubin.store.account.DirectoryEntries;
import dev.yubin.store.arrival.Arrivals;
import dev.yubin.store.mail.MailContent;
import dev.yubin.store.mail.MailSweep;
import dev.yubin.store.message.ExpungeSweep;
import dev.yubin.store.outbound.OutboundQueue;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ArrivalConfiguration {
  private static final String GROUP = "yubin-delivery";

  @Bean
  MailRouting mailRouting(
      DataSource dataSource,
      MailContent content,
      AddressProperties addresses,
      SrsProperties srs,
      @Value("${yubin.services.secret:}") String secret) {
    Router router =
        new Router(
            new StoredDirectory(new DirectoryEntries(dataSource)),
            new AddressMatching(addresses.separator()),
            srs.rewriting(secret));
    return new MailRouting(router, content, InstantSource.system());
  }

  @Bean
  Aftermath aftermath(
      MailEvents events,
      @Qualifier("outboundBell") Bell outbound,
      @Qualifier("dsnBell") Bell dsns) {
    return new Aftermath(events, outbound, dsns);
  }

  @Bean
  ArrivalConsumer arrivalConsumer(
      KafkaProperties kafka,
      DataSource dataSource,
      MailRouting routing,
      Aftermath aftermath,
      Producer<String, byte[]> producer,
      MeterRegistry meters) {
    Arrivals arrivals = new Arrivals(dataSource);
    DeadLetters deadLetters = new DeadLetters(producer, meters);
    return new ArrivalConsumer(
        consumers(kafka),
        () -> new Deliverer(arrivals, routing, deadLetters, aftermath),
        new DatabaseProbe(dataSource),
        meters);
  }

  @Bean
  HeldMails heldMails(
      OutboundQueue queue, DataSource dataSource, MailRouting routing, Aftermath aftermath) {
    return new HeldMails(queue, new Arrivals(dataSource), routing, aftermath);
  }

  @Bean
  QueueWorker heldMailsWorker(HeldMails held) {
    return new QueueWorker("held", new Bell(), held::round);
  }

  /// Sizes stand in `delivery-service.yml`. What exactly-once rests on does not: it is not to be
  /// configured away.
  private static Supplier<Consumer<String, byte[]>> consumers(KafkaProperties kafka) {
    Map<String, Object> properties = kafka.buildConsumerProperties();
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return () ->
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @Bean
  HealthIndicator arrivalHealthIndicator(ArrivalConsumer consumer) {
    return () -> (consumer.isAssigned() ? Health.up() : Health.outOfService()).build();
  }

  @Bean
  StoredMailTrim storedMailTrim(KafkaProperties kafka, DataSource dataSource) {
    return new StoredMailTrim(
        new Arrivals(dataSource), () -> Admin.create(kafka.buildAdminProperties()));
  }

  @Bean
  Sweeper sweeper(DataSource dataSource) {
    return new Sweeper(new MailSweep(dataSource), new ExpungeSweep(dataSource));
  }
}
