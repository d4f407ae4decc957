package dev.yubin.delivery.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.delivery.client.ClientTimeouts;
import dev.yubin.delivery.client.ConnectionProperties;
import dev.yubin.delivery.client.RemoteHost;
import dev.yubin.delivery.client.SmtpClient;
import dev.yubin.delivery.client.TlsPolicy;
import dev.yubin.delivery.event.MailEvents;
import dev.yubin.delivery.peer.PeerKeys;
import dev.yubin.delivery.peer.ScriptedPeer;
import dev.yubin.delivery.suppression.SuppressionList;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.event.EventTopic;
import dev.yubin.mail.MailId;
import dev.yubin.store.MigratedDatabase;
import dev.yubin.store.mail.MailContent;
import dev.yubin.store.outbound.Claims;
import dev.yubin.store.outbound.OutboundMail;
import dev.yubin.store.outbound.OutboundQueue;
import dev.yubin.store.outbound.Settlements;
import dev.yubin.store.suppression.Suppressions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What runs need: the queue in a real database, and scripted peers as the hosts of
/// elsewhere.test.
abstract class OutboundStage {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  static final String BUSY = "S: 421 4.3.2 Busy";
  static final String HELLO =
      """
      S: 220 mx ESMTP
      C: EHLO mx.example.test
      S: 250 mx
      """;
  static final String TAKES_CAROL =
      """
      C: MAIL FROM:<bob@example.test>
      S: 250 Ok
      C: RCPT TO:<carol@elsewhere.test>
      S: 250 Ok
      C: DATA
      S: 354 Go on
      [mail]
      S: 250 Ok
      """;
  static final String BYE = "C: QUIT\nS: 221 Bye";

  static DataSource dataSource;
  static JdbcClient jdbc;
  static OutboundQueue queue;

  Duration total = LIMIT;
  boolean stopping;
  boolean unasked;
  String name = "mx";
  TlsOutcomes outcomes = TlsOutcomes.UNHEARD;

  /// How long addresses stay on the suppression list.
  Duration keep = Duration.ZERO;

  /// Of every host.
  TlsPolicy tls = TlsPolicy.OPPORTUNISTIC;

  ConnectionProperties connections = new ConnectionProperties(Duration.ofSeconds(10), 100, 10);
  Sites sites = new Sites(new SiteProperties(20, 0, Map.of()), InstantSource.system());
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /// Of mails that are added.
  String content = "Subject: Hi\r\n\r\n";

  @BeforeAll
  static void migrate() {
    MigratedDatabase database = MigratedDatabase.create();
    dataSource = database.dataSource();
    jdbc = database.jdbc();
    queue = new OutboundQueue(dataSource);
  }

  @BeforeEach
  void forget() {
    jdbc.sql("truncate mail, mail_chunk, outbound, dsn, released, trace, suppression").update();
  }

  /// Of the mails that are there.
  static void ask(String parameters) {
    jdbc.sql("update outbound set parameters = ?::jsonb").param(parameters).update();
  }

  static List<String> actions() {
    return jdbc.sql(
            """
            select (r->>'action') || ' ' || (r->>'status') || ' ' || (r->>'diagnostic')
            from dsn, jsonb_array_elements(failures) r order by dsn.id
            """)
        .query((row, n) -> row.getString(1))
        .list();
  }

  /// @return the mails that the run did not come to
  List<OutboundMail> run(ScriptedPeer... peers) {
    try (SmtpClient client = client()) {
      return run(client, peers).untouched();
    }
  }

  SmtpClient client() {
    ClientTimeouts timeouts =
        new ClientTimeouts(LIMIT, LIMIT, LIMIT, LIMIT, LIMIT, LIMIT, LIMIT, total);
    return new SmtpClient("mx.example.test", timeouts, connections, PeerKeys.trusted());
  }

  DestinationRun.Result run(SmtpClient client, ScriptedPeer... peers) {
    List<RemoteHost> hosts =
        Arrays.stream(peers)
            .map(peer -> new RemoteHost(name, 10, List.of(peer.address()), true, tls))
            .toList();
    DestinationRun.Tools tools =
        tools(destination -> new NextHop.Hosts("site.test", hosts), client);
    List<OutboundMail> claimed = Claims.of(dataSource, 10, Duration.ofMinutes(5));
    return new DestinationRun("elsewhere.test", claimed, tools).run();
  }

  DestinationRun.Tools tools(Hops hops, SmtpClient client) {
    return new DestinationRun.Tools(
        hops, sites, client, new MailContent(dataSource), settler(), outcomes, () -> stopping);
  }

  private Settler settler() {
    MockProducer<String, byte[]> producer =
        new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    MailEvents events = new MailEvents(new EventTopic(producer), producer, meters);
    OutboundProperties.Retry retry =
        new OutboundProperties.Retry(List.of(Duration.ofMinutes(1)), Duration.ofDays(5));
    RetrySchedule schedule = new RetrySchedule(retry, new Random(1));
    Reports reports =
        new Reports(new OutboundProperties.DelayWarning(Duration.ofHours(4), unasked), schedule);
    return new Settler(
        new Settlements(dataSource),
        schedule,
        reports,
        new SuppressionList(new Suppressions(dataSource), keep),
        events,
        new Bell(),
        Clock.systemUTC());
  }

  void add(String from, Instant queuedAt, String... recipients) {
    MailId id = MailId.create();
    byte[] octets = content.getBytes(UTF_8);
    jdbc.sql("insert into mail (id, size, first_chunk_size) values (?, ?, ?)")
        .params(id.value(), octets.length, octets.length)
        .update();
    jdbc.sql("insert into mail_chunk (mail_id, seq, octets) values (?, 0, ?)")
        .params(id.value(), octets)
        .update();
    jdbc.sql(
            """
            insert into outbound (mail_id, destination, reverse_path, recipients, smtputf8, queued_at)
            values (?, 'elsewhere.test', ?, ?, false, ?)
            """)
        .params(id.value(), from, recipients, queuedAt.atOffset(ZoneOffset.UTC))
        .update();
  }

  static List<String> rows() {
    return jdbc.sql(
            "select recipients::text || ' ' || attempts || ' ' || coalesce(last_reply, '')"
                + " from outbound")
        .query((row, n) -> row.getString(1))
        .list();
  }

  static List<String> dsns() {
    return jdbc.sql(
            """
            select reverse_path || ' ' || (failures->0->>'status') || ' '
              || (failures->0->>'diagnostic') from dsn
            """)
        .query((row, n) -> row.getString(1))
        .list();
  }
}
