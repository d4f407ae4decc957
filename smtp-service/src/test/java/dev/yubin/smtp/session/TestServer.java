package dev.yubin.smtp.session;

import dev.yubin.directory.DirectoryEntry;
import dev.yubin.mail.MailPublisher;
import dev.yubin.mail.MailRecord;
import dev.yubin.server.HostProperties;
import dev.yubin.server.Network;
import dev.yubin.server.tls.ServerTls;
import dev.yubin.server.tls.TlsProperties;
import dev.yubin.smtp.content.Examination;
import dev.yubin.smtp.content.Judgement;
import dev.yubin.smtp.content.MailHeader;
import dev.yubin.smtp.login.TestLogins;
import dev.yubin.smtp.publish.MailEvents;
import dev.yubin.smtp.recipient.Directory;
import dev.yubin.smtp.recipient.Recipients;
import dev.yubin.topic.TopicJson;
import dev.yubin.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.util.unit.DataSize;

/// The listeners with everything behind them but Kafka, whose own client stands in for it.
final class TestServer implements AutoCloseable {
  static final String HOSTNAME = "mx.example.test";

  final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SmtpListeners listeners;
  private boolean directoryRead = true;

  TestServer(Path certificates, List<Network> trusted) {
    this(certificates, properties(trusted), List.of());
  }

  /// Two sessions at a time for each network but loopback.
  ///
  /// @param proxies networks that may tell in a PROXY header who the client is
  TestServer(Path certificates, SmtpProperties properties, List<Network> proxies) {
    Duration time = Duration.ofMinutes(5);
    HostProperties host =
        new HostProperties(
            HOSTNAME,
            List.of(InetAddress.ofLiteral("127.0.0.1")),
            new HostProperties.Proxy(proxies),
            new HostProperties.Connections(2, List.of(), time, time, time));
    ServerTls tls =
        ServerTls.of(
            new TlsProperties(null, certificates), new DefaultSslBundleRegistry(), HOSTNAME);
    listeners = new SmtpListeners(host, properties, answers(properties), tls, meters);
    listeners.start();
  }

  static SmtpProperties properties(List<Network> trusted) {
    return new SmtpProperties(
        0,
        0,
        0,
        DataSize.ofKilobytes(64),
        100,
        5,
        100,
        Duration.ofSeconds(20),
        Duration.ofMinutes(5),
        Duration.ofSeconds(20),
        trusted);
  }

  private Answers answers(SmtpProperties properties) {
    Recipients recipients = new Recipients(directory(), () -> directoryRead, HOSTNAME);
    SmtpMeters smtpMeters = new SmtpMeters(meters);
    long maxSize = properties.maxMessageSize().toBytes();
    Acceptance acceptance =
        new Acceptance(
            new MailPublisher(producer),
            new MailEvents(producer),
            smtpMeters,
            new FromCheck(recipients),
            (mail, state) -> new Unexamined(),
            HOSTNAME,
            maxSize);
    AuthAnswer auth = new AuthAnswer(TestLogins.mechanisms());
    return new Answers(
        new HelloAnswer(HOSTNAME, maxSize, auth),
        auth,
        new MailAnswer(recipients, maxSize),
        new RcptAnswer(recipients, properties.maxRecipients(), smtpMeters),
        new DataAnswer(acceptance, properties.dataTimeout()),
        new BdatAnswer(acceptance, properties.dataTimeout()));
  }

  private static Directory directory() {
    Directory directory = new Directory();
    List.of(
            new DirectoryEntry.Domain("example.test"),
            new DirectoryEntry.Domain("xn--bcher-kva.test"),
            new DirectoryEntry.Account(1, "alice@example.test"),
            new DirectoryEntry.Account(2, "bob@example.test"),
            new DirectoryEntry.Account(3, "\"o'brien, x\"@example.test"),
            new DirectoryEntry.Account(4, "jürgen@xn--bcher-kva.test"),
            new DirectoryEntry.Alias("info@example.test", List.of("bob@example.test")),
            new DirectoryEntry.Alias("postmaster@example.test", List.of("alice@example.test")))
        .forEach(entry -> directory.apply(record(entry)));
    return directory;
  }

  private static ConsumerRecord<String, byte[]> record(DirectoryEntry entry) {
    return new ConsumerRecord<>(Topics.DIRECTORY, 0, 0, entry.key(), TopicJson.encode(entry));
  }

  /// Mail that nobody looks at.
  private static final class Unexamined implements Examination {
    @Override
    public void header(MailHeader received, MailHeader kept) {
      // Nobody asks.
    }

    @Override
    public void body(byte[] octets, int offset, int length) {
      // Nobody asks.
    }

    @Override
    public Judgement judge() {
      return Judgement.accepting(List.of());
    }
  }

  void directoryIsNotRead() {
    directoryRead = false;
  }

  /// MX, submission, submission with TLS from the start.
  InetSocketAddress address(String port) {
    return listeners.addresses().get(List.of("mx", "submission", "submissions").indexOf(port));
  }

  /// The last records of the mails that were accepted.
  List<MailRecord.Last> accepted() {
    return producer.history().stream()
        .filter(record -> record.topic().equals(Topics.MAIL_ACCEPTED))
        .map(record -> MailRecord.parse(record.key(), record.headers(), record.value()))
        .filter(MailRecord.Last.class::isInstance)
        .map(MailRecord.Last.class::cast)
        .toList();
  }

  void stop() {
    listeners.stop();
  }

  @Override
  public void close() {
    stop();
  }
}
