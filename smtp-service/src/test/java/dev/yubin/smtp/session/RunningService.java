package dev.yubin.smtp.session;

import dev.yubin.directory.DirectoryEntry;
import dev.yubin.smtp.SmtpService;
import dev.yubin.topic.TopicJson;
import dev.yubin.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole service, as its main method starts it, on free ports.
final class RunningService implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  RunningService(String kafka, Path certificates, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--spring.kafka.bootstrap-servers=" + kafka,
                "--server.port=0",
                "--yubin.hostname=mx.example.test",
                "--yubin.smtp.port=0",
                "--yubin.smtp.submission-port=0",
                "--yubin.smtp.submissions-port=0",
                "--yubin.tls.directory=" + certificates));
    all.addAll(List.of(arguments));
    context = SmtpService.application().run(all.toArray(String[]::new));
  }

  /// MX, submission, submission with TLS from the start.
  InetSocketAddress address(String port) {
    return context
        .getBean(SmtpListeners.class)
        .addresses()
        .get(List.of("mx", "submission", "submissions").indexOf(port));
  }

  boolean isReady() {
    return status("/actuator/health/readiness") == 200;
  }

  boolean isLive() {
    return status("/actuator/health/liveness") == 200;
  }

  String metrics() {
    return get("/actuator/prometheus").body();
  }

  private int status(String path) {
    return get(path).statusCode();
  }

  private HttpResponse<String> get(String path) {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Makes a directory as its owner would.
  static void publish(String kafka, DirectoryEntry... entries) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (DirectoryEntry entry : entries) {
        producer
            .send(new ProducerRecord<>(Topics.DIRECTORY, entry.key(), TopicJson.encode(entry)))
            .get();
      }
    }
  }

  SmtpClient client(String port) throws IOException {
    SmtpClient client = new SmtpClient(address(port));
    if (!port.equals("submissions")) {
      client.reply();
    }
    return client;
  }

  /// A client that may send its data.
  SmtpClient upToData() throws IOException {
    SmtpClient client = client("mx");
    client.ask("EHLO client.test");
    client.ask("MAIL FROM:<sender@remote.test>");
    String reply = client.ask("RCPT TO:<alice@example.test>");
    if (!reply.startsWith("250 ") || !client.ask("DATA").startsWith("354 ")) {
      throw new IllegalStateException("No data wanted: " + reply);
    }
    return client;
  }

  @Override
  public void close() {
    context.close();
  }
}
