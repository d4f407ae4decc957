package dev.yubin.smtp.session;

import dev.yubin.directory.AddressMatching;
import dev.yubin.directory.DirectoryEntry;
import dev.yubin.dns.DnsRecords;
import dev.yubin.event.EventTopic;
import dev.yubin.mail.MailPublisher;
import dev.yubin.mail.MailRecord;
import dev.yubin.server.HostProperties;
import dev.yubin.server.Network;
import dev.yubin.server.sasl.ClientLogins;
import dev.yubin.server.tls.ServerTls;
import dev.yubin.server.tls.TlsProperties;
import dev.yubin.smtp.allowance.TestAllowances;
import dev.yubin.smtp.content.ArrivalMemory;
import dev.yubin.smtp.content.Unexamined;
import dev.yubin.smtp.greylisting.TestGreylist;
import dev.yubin.smtp.inspection.TestInspector;
import dev.yubin.smtp.login.TestLogins;
import dev.yubin.smtp.recipient.Directory;
import dev.yubin.smtp.recipient.Recipients;
import dev.yubin.smtp.signing.TestKeys;
import dev.yubin.srs.SenderRewriting;
import dev.yubin.topic.TopicJson;
import dev.yubin.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
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
    this(certificates, properties(trusted));
  }

  TestServer(Path certificates, SmtpProperties properties) {
    this(certificates, Setting.of(properties));
  }

  /// @param proxies networks that may tell in a PROXY header who the client is
  /// @param more properties beyond those of the ports
  /// @param dns by which mail from outside is judged; where it is empty, nobody looks at mail
  /// @param bind where it listens
  /// @param dataTime how long the octets of a mail may take: shorter than the property may be
  record Setting(
      SmtpProperties properties,
      List<Network> proxies,
      ClientLogins logins,
      Map<String, String> more,
      Optional<DnsRecords> dns,
      InetAddress bind,
      Duration dataTime) {

    static Setting of(SmtpProperties properties) {
      return new Setting(
          properties,
          List.of(),
          TestLogins.ofClients(),
          Map.of(),
          Optional.empty(),
          InetAddress.ofLiteral("127.0.0.1"),
          properties.dataTimeout());
    }

    Setting behind(List<Network> others) {
      return new Setting(properties, others, logins, more, dns, bind, dataTime);
    }

    Setting judging(Map<String, String> by, Optional<DnsRecords> from) {
      return new Setting(properties, proxies, logins, by, from, bind, dataTime);
    }

    Setting with(ClientLogins others) {
      return new Setting(properties, proxies, others, more, dns, bind, dataTime);
    }

    Setting on(InetAddress address) {
      return new Setting(properties, proxies, logins, more, dns, address, dataTime);
    }

    Setting waitingForData(Duration time) {
      return new Setting(properties, proxies, logins, more, dns, bind, time);
    }
  }

  /// Enough for one large mail at a time.
  private static final int ARRIVAL_MEMORY = 64 * 1024;

  /// Two sessions at a time for each network but loopback.
  TestServer(Path certificates, Setting setting) {
    Duration time = Duration.ofMinutes(5);
    HostProperties host =
        new HostProperties(
            HOSTNAME,
            List.of(setting.bind()),
            new HostProperties.Proxy(setting.proxies()),
            new HostProperties.Connections(2, List.of(), time, time, time));
    ServerTls tls =
        ServerTls.of(
            TlsProperties.selfSignedIn(certificates), new DefaultSslBundleRegistry(), HOSTNAME);
    listeners = new SmtpListeners(host, setting.properties(), answers(setting), tls, meters);
    listeners.start();
  }

  static SmtpProperties properties(List<Network> trusted) {
    return new SmtpProperties(
        0,
        0,
        0,
        0,
        DataSize.ofKilobytes(64),
        100,
        5,
        20,
        100,
        Duration.ofSeconds(20),
        Duration.ofMinutes(5),
        Duration.ofSeconds(20),
        Duration.ofDays(30),
        trusted);
  }

  private Answers answers(Setting setting) {
    SmtpProperties properties = setting.properties();
    Recipients recipients =
        new Recipients(directory(), () -> directoryRead, HOSTNAME, Optional.of(REWRITING));
    SmtpMeters smtpMeters = new SmtpMeters(meters);
    long maxSize = properties.maxMessageSize().toBytes();
    Acceptance acceptance =
        new Acceptance(
            new MailPublisher(producer),
            new ArrivalMemory(ARRIVAL_MEMORY),
            new EventTopic(producer),
            smtpMeters,
            new FromCheck(recipients),
            examiners(setting, recipients),
            HOSTNAME,
            maxSize);
    AuthAnswer auth = new AuthAnswer(setting.logins(), HOSTNAME);
    return new Answers(
        new Greeting(
            HOSTNAME, bind(setting, "yubin.smtp", GreetingProperties.class).greetingDelay()),
        new HelloAnswer(HOSTNAME, maxSize, properties.maxRecipients(), properties.maxHold(), auth),
        auth,
        new MailAnswer(recipients, maxSize, properties.maxHold()),
        new RcptAnswer(
            recipients,
            properties.maxRecipients(),
            TestAllowances.tenMailsAndTwelveRecipients(),
            TestGreylist.of(setting.more(), producer),
            smtpMeters),
        new DataAnswer(acceptance, setting.dataTime()),
        new BdatAnswer(acceptance, setting.dataTime()));
  }

  private static <T> T bind(Setting setting, String prefix, Class<T> type) {
    return new Binder(new MapConfigurationPropertySource(setting.more()))
        .bindOrCreate(prefix, type);
  }

  private static Examiners examiners(Setting setting, Recipients recipients) {
    return setting
        .dns()
        .map(dns -> TestInspector.of(dns, setting.more(), HOSTNAME))
        .map(one -> new SessionConfiguration().examiners(one, TestKeys.DOMAIN_KEYS, recipients))
        .orElse((transaction, state) -> new Unexamined());
  }

  /// On the day that the dialogues know the digest of.
  private static final SenderRewriting REWRITING =
      new SenderRewriting(
          "secret", Duration.ofDays(21), () -> Instant.parse("2026-11-24T09:00:00Z"));

  private static Directory directory() {
    Directory directory = new Directory(new AddressMatching("+"));
    List.of(
            new DirectoryEntry.Domain("example.test"),
            new DirectoryEntry.Domain("xn--bcher-kva.test"),
            new DirectoryEntry.Domain("backed.test", DirectoryEntry.Domain.Kind.RELAY),
            new DirectoryEntry.Domain("wild.test"),
            new DirectoryEntry.Alias("@wild.test", List.of("alice@example.test")),
            new DirectoryEntry.Account(5, "full@example.test", true),
            new DirectoryEntry.Account(1, "alice@example.test"),
            new DirectoryEntry.Account(2, "bob@example.test"),
            new DirectoryEntry.Account(3, "\"o'brien, x\"@example.test"),
            new DirectoryEntry.Account(4, "jürgen@xn--bcher-kva.test"),
            new DirectoryEntry.Alias("info@example.test", List.of("bob@example.test")),
            new DirectoryEntry.Alias("away@example.test", List.of("ann@elsewhere.test")),
            new DirectoryEntry.Alias(
                "all@example.test", List.of("info@example.test", "away@example.test")),
            new DirectoryEntry.Alias("postmaster@example.test", List.of("alice@example.test")))
        .forEach(entry -> directory.apply(record(entry)));
    return directory;
  }

  private static ConsumerRecord<String, byte[]> record(DirectoryEntry entry) {
    return new ConsumerRecord<>(Topics.DIRECTORY, 0, 0, entry.key(), TopicJson.encode(entry));
  }

  void directoryIsNotRead() {
    directoryRead = false;
  }

  /// MX, submission, submission with TLS from the start, LMTP.
  InetSocketAddress address(String port) {
    return listeners
        .addresses()
        .get(List.of("mx", "submission", "submissions", "lmtp").indexOf(port));
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
