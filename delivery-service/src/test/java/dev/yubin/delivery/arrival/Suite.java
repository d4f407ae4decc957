package dev.yubin.delivery.arrival;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.yubin.delivery.DeliveryService;
import dev.yubin.dns.DnssecState;
import dev.yubin.dns.MailHost;
import dev.yubin.dns.MailRoute;
import dev.yubin.embedded.TestBackends;
import dev.yubin.mail.Body;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Envelope;
import dev.yubin.mail.Ingress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.MailPublisher;
import dev.yubin.mail.Recipient;
import dev.yubin.topic.TopicJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.ConfigurableApplicationContext;

/// What delivery-service stands among: a database and topics that are empty, and a resolver that
/// knows what it is told. One at a time.
public final class Suite implements AutoCloseable {
  private static final Map<String, Object> KAFKA =
      Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, TestBackends.kafka());

  public final TestBackends.Database database = TestBackends.postgres();
  public final Map<String, MailRoute> routes = new ConcurrentHashMap<>();
  private final HttpServer resolver;
  private final KafkaProducer<String, byte[]> producer;
  private final MailPublisher publisher;

  public Suite() throws IOException {
    resolver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    resolver.createContext(
        "/api/v1/mail-routes/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String domain = path.substring(path.lastIndexOf('/') + 1);
          MailRoute route = routes.getOrDefault(domain, new MailRoute.NoSuchDomain());
          byte[] json = TopicJson.encode(route);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, json.length);
          exchange.getResponseBody().write(json);
          exchange.close();
        });
    resolver.start();
    deleteTopics();
    producer = new KafkaProducer<>(KAFKA, new StringSerializer(), new ByteArraySerializer());
    publisher = new MailPublisher(producer);
  }

  /// A new database begins at the first record: mail of others would arrive here too.
  private static void deleteTopics() {
    try (Admin admin = Admin.create(KAFKA)) {
      await()
          .until(
              () -> {
                Set<String> topics = admin.listTopics().names().get();
                admin.deleteTopics(topics).all().get();
                return topics.isEmpty();
              });
    }
  }

  public ConfigurableApplicationContext start(String... properties) {
    String[] arguments = Arrays.copyOf(properties, properties.length + 6);
    arguments[properties.length] = "spring.datasource.url=" + database.jdbcUrl();
    arguments[properties.length + 1] = "spring.datasource.username=" + database.user();
    arguments[properties.length + 2] = "spring.datasource.password=" + database.password();
    arguments[properties.length + 3] = "spring.kafka.bootstrap-servers=" + TestBackends.kafka();
    arguments[properties.length + 4] =
        "yubin.services.resolver-url=http://127.0.0.1:" + resolver.getAddress().getPort();
    arguments[properties.length + 5] = "server.port=0";
    return DeliveryService.application()
        .run(Arrays.stream(arguments).map(argument -> "--" + argument).toArray(String[]::new));
  }

  public void route(String domain, String host) {
    routes.put(
        domain,
        new MailRoute.Hosts(
            host,
            List.of(new MailHost(host, 10, List.of("127.0.0.1"))),
            false,
            DnssecState.INSECURE,
            Duration.ofMinutes(5)));
  }

  public KafkaProducer<String, byte[]> producer() {
    return producer;
  }

  /// Accepts a mail as smtp-service does.
  public MailId accept(String from, List<String> to, String mail) {
    return accept(
        from,
        MailParameters.of(Body.SEVEN_BIT, false),
        to.stream().map(EmailAddress::of).map(Recipient::of).toList(),
        mail);
  }

  public MailId accept(String from, MailParameters parameters, List<Recipient> to, String mail) {
    MailPublisher.Entry entry = publisher.begin(MailId.create());
    byte[] octets = mail.getBytes(UTF_8);
    entry.write(octets, 0, octets.length);
    try {
      entry.accept(
          new Envelope(
              Optional.of(from).filter(f -> !f.isEmpty()).map(EmailAddress::of), parameters, to),
          ingress(),
          "Received: from client.test\r\n".getBytes(US_ASCII));
    } catch (MailPublisher.NotAcceptedException e) {
      throw new IllegalStateException(e);
    }
    return entry.id();
  }

  public static Ingress ingress() {
    return new Ingress(Instant.now(), "127.0.0.1", "client.test", "ESMTP", Optional.empty());
  }

  @Override
  public void close() {
    producer.close();
    resolver.stop(0);
  }
}
