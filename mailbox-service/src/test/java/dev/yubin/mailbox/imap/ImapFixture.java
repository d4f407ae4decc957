package dev.yubin.mailbox.imap;

import com.zaxxer.hikari.HikariDataSource;
import dev.yubin.embedded.TestBackends;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.imap.session.ImapLimits;
import dev.yubin.mailbox.imap.session.ImapServices;
import dev.yubin.mailbox.imap.session.MailboxChanges;
import dev.yubin.server.HostProperties;
import dev.yubin.server.Listener;
import dev.yubin.server.sasl.Authenticator;
import dev.yubin.server.sasl.SaslMechanisms;
import dev.yubin.server.tls.ServerTls;
import dev.yubin.server.tls.TlsProperties;
import dev.yubin.store.mailbox.Annotations;
import dev.yubin.store.mailbox.Mailboxes;
import dev.yubin.store.message.MailOctets;
import dev.yubin.store.message.MessageEdits;
import dev.yubin.store.message.Messages;
import dev.yubin.store.message.ModSeqs;
import dev.yubin.store.message.Quotas;
import dev.yubin.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.jdbc.core.JdbcTemplate;

/// Two instances of the IMAP service on one real PostgreSQL and one real Kafka. Shared by all tests
/// of the JVM; each test takes an account of its own.
final class ImapFixture {
  static final long MAX_MAIL = 50L * 1024 * 1024;
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();
  private static final ImapFixture SHARED = new ImapFixture();

  private final HikariDataSource database = database();
  private final JdbcTemplate jdbc = new JdbcTemplate(database);
  private final List<InetSocketAddress> instances;

  private ImapFixture() {
    try {
      createTopic();
      ServerTls tls =
          ServerTls.of(
              TlsProperties.selfSignedIn(Files.createTempDirectory("yubin-imap-tls")),
              new DefaultSslBundleRegistry(),
              "localhost");
      instances = List.of(start(tls), start(tls));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static ImapFixture shared() {
    return SHARED;
  }

  private static HikariDataSource database() {
    TestBackends.Database settings = TestBackends.postgres();
    HikariDataSource database = new HikariDataSource();
    database.setJdbcUrl(settings.jdbcUrl());
    database.setUsername(settings.user());
    database.setPassword(settings.password());
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:dev/yubin/store/migration")
        .load()
        .migrate();
    return database;
  }

  private static void createTopic() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBackends.kafka()))) {
      NewTopic topic = new NewTopic(Topics.MAILBOX_CHANGES, Optional.of(2), Optional.empty());
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private InetSocketAddress start(ServerTls tls) {
    Map<String, Object> kafka = Map.of("bootstrap.servers", TestBackends.kafka());
    Mailboxes mailboxes = new Mailboxes(database);
    MessageEdits edits = new MessageEdits(database);
    MailboxChanges changes =
        new MailboxChanges(
            () -> new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer()),
            new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer()),
            mailboxes,
            Duration.ofSeconds(30));
    ImapServices services =
        new ImapServices(
            new ImapLimits(MAX_MAIL, Duration.ofMinutes(1), Duration.ofMinutes(30)),
            client ->
                new SaslMechanisms(ImapFixture::authenticate, Optional.empty(), Optional.empty()),
            mailboxes,
            new Messages(database),
            new ModSeqs(database),
            edits,
            new Quotas(database),
            new Annotations(database),
            new MailOctets(database),
            edits::write,
            changes,
            new SimpleMeterRegistry());
    Duration time = Duration.ofMinutes(1);
    return Listener.start(
            new HostProperties(
                "localhost",
                List.of(InetAddress.getLoopbackAddress()),
                new HostProperties.Proxy(List.of()),
                new HostProperties.Connections(100, List.of(), time, time, time)),
            new Listener.Settings(
                new Listener.Port("yubin.imap.port", 0, false),
                1000,
                time,
                Duration.ofSeconds(1),
                List.of()),
            new ImapProtocol(services),
            tls,
            new SimpleMeterRegistry())
        .address();
  }

  private static Authenticator.Result authenticate(String name, String password) {
    return password.equals("secret")
        ? new Authenticator.Result.Accepted(EmailAddress.of(name))
        : new Authenticator.Result.Refused();
  }

  /// Makes an account with an INBOX.
  String account() {
    String address = "user" + ACCOUNTS.incrementAndGet() + "@example.test";
    jdbc.update("insert into domain (name) values ('example.test') on conflict do nothing");
    jdbc.update(
        """
        insert into account (address, domain, password_hash, scram_salt, scram_iterations,
          scram_stored_key, scram_server_key)
        values (?, 'example.test', '', '', 1, '', '')
        """,
        address);
    new Mailboxes(database).create(accountId(address), "INBOX", null);
    return address;
  }

  long accountId(String address) {
    return new Mailboxes(database).account(EmailAddress.of(address)).orElseThrow();
  }

  JdbcTemplate jdbc() {
    return jdbc;
  }

  /// @param instance 0 or 1
  ImapClient connect(int instance) throws IOException {
    return new ImapClient(instances.get(instance));
  }

  /// A client that has logged in and selected its INBOX.
  ImapClient inbox(int instance, String address) throws IOException {
    ImapClient client = connect(instance);
    client.line();
    client.ok("LOGIN " + address + " secret");
    client.ok("SELECT INBOX");
    return client;
  }

  static Path resource(String name) {
    return Path.of("src/test/resources/dev/yubin/mailbox/imap", name);
  }
}
