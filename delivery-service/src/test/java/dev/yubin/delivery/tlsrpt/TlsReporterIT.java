package dev.yubin.delivery.tlsrpt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.dns.DnssecState;
import dev.yubin.dns.MailHost;
import dev.yubin.dns.MailRoute;
import dev.yubin.dns.TlsWishes;
import dev.yubin.mail.MailPublisher;
import dev.yubin.store.MigratedDatabase;
import dev.yubin.store.dkim.DkimKey;
import dev.yubin.store.dkim.DkimKeys;
import dev.yubin.store.tlsrpt.CountedOutcome;
import dev.yubin.store.tlsrpt.TlsOutcome;
import dev.yubin.store.tlsrpt.TlsOutcome.Failure;
import dev.yubin.store.tlsrpt.TlsOutcome.Policy;
import dev.yubin.store.tlsrpt.TlsReports;
import dev.yubin.store.tlsrpt.TlsSessions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A day's outcomes become a report that its receiver can read.
class TlsReporterIT {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final Policy STS =
      new Policy(
          "sts",
          List.of("version: STSv1", "mode: enforce", "mx: *.elsewhere.test"),
          "elsewhere.test",
          List.of("*.elsewhere.test"));
  private static final Failure EXPIRED =
      new Failure("certificate-expired", "mx.elsewhere.test", "192.0.2.1", "192.0.2.2");
  private static DataSource dataSource;
  private static JdbcClient jdbc;

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private List<String> places = List.of();
  private Instant now = Instant.parse("2026-03-02T00:05:00Z");

  @BeforeAll
  static void migrate() {
    MigratedDatabase database = MigratedDatabase.create();
    dataSource = database.dataSource();
    jdbc = database.jdbc();
    jdbc.sql("insert into domain (name) values ('example.test')").update();
  }

  @BeforeEach
  void count() {
    jdbc.sql("truncate tls_session, tls_report").update();
    TlsSessions sessions = new TlsSessions(dataSource);
    sessions.add(DAY, "elsewhere.test", new CountedOutcome(new TlsOutcome(STS, null), 5));
    sessions.add(DAY, "elsewhere.test", new CountedOutcome(new TlsOutcome(STS, EXPIRED), 2));
    sessions.add(
        DAY.plusDays(1), "elsewhere.test", new CountedOutcome(new TlsOutcome(STS, null), 1));
  }

  @Test
  void postsTheReportOfADayThatIsOver() throws Exception {
    try (Receiver receiver = new Receiver()) {
      places = List.of(receiver.uri());
      reportUntil("select count(*) = 1 from tls_report where done_at is not null");
      assertThat(receiver.mediaTypes).containsExactly("application/tlsrpt+gzip");
      check(ReportText.json(receiver.reports.element()));
    }
    // That of today is not made yet, and what the first was made of is forgotten.
    assertThat(jdbc.sql("select day from tls_session").query(LocalDate.class).list())
        .containsExactly(DAY.plusDays(1));
  }

  @Test
  void mailsTheReportSignedByTheDomainOfItsContact() throws Exception {
    places = List.of("mailto:tls%2Brpt@elsewhere.test?subject=x");
    reportUntil("select count(*) = 1 from tls_report where done_at is not null");
    String mail = new String(producer.history().getFirst().value(), US_ASCII);
    check(ReportText.json(mail));
    String id = ReportText.json(mail).path("report-id").asString();
    assertThat(ReportText.filename(mail))
        .matches("example\\.test!elsewhere\\.test!1772323200!1772409599![0-9a-f]{32}\\.json\\.gz");
    assertThat(ReportText.field(mail, "To")).isEqualTo("<tls+rpt@elsewhere.test>");
    assertThat(ReportText.field(mail, "Subject"))
        .isEqualTo("Report Domain: elsewhere.test Submitter: example.test Report-ID: <" + id + ">");
    assertThat(ReportText.field(mail, "TLS-Report-Domain")).isEqualTo("elsewhere.test");
    assertThat(ReportText.field(mail, "TLS-Report-Submitter")).isEqualTo("example.test");
    assertThat(ReportText.field(mail, "TLS-Required")).isEqualTo("No");
    assertThat(ReportText.field(mail, "Content-Type"))
        .startsWith("multipart/report; report-type=\"tlsrpt\"; boundary=");
    assertThat(ReportText.isSigned(mail, key().publicKey())).isTrue();
    assertThat(ReportText.isSigned(mail.replace("UTC.", "UTC!"), key().publicKey())).isFalse();
    assertThat(headers()).contains("tls@example.test", "NEVER");
  }

  @Test
  void triesAgainWhereItWasNotTakenAndNowhereElse() throws Exception {
    // RFC 8460 §5.5
    try (Receiver receiver = new Receiver()) {
      receiver.answer = 503;
      places = List.of("mailto:tls@elsewhere.test", receiver.uri(), "ftp://elsewhere.test");
      reportUntil("select places = array['%s'] from tls_report".formatted(receiver.uri()));
      assertThat(producer.history()).hasSize(1);
      receiver.answer = 200;
      jdbc.sql("update tls_report set due_at = now()").update();
      reportUntil("select done_at is not null from tls_report");
      assertThat(producer.history()).hasSize(1);
      assertThat(receiver.reports).hasSize(2);
      assertThat(ReportText.json(receiver.reports.remove()).path("report-id"))
          .isEqualTo(ReportText.json(receiver.reports.remove()).path("report-id"));
    }
  }

  @Test
  void givesUpAfterADay() throws Exception {
    try (Receiver receiver = new Receiver()) {
      receiver.answer = 500;
      places = List.of(receiver.uri());
      reportUntil("select places is not null from tls_report");
      jdbc.sql("update tls_report set due_at = now(), begun_at = '2026-03-01T00:04:00Z'").update();
      reportUntil("select done_at is not null from tls_report");
      assertThat(receiver.reports).hasSize(2);
    }
  }

  @Test
  void makesNoReportBeforeAllCountsAreWrittenDown() throws Exception {
    now = Instant.parse("2026-03-02T00:04:59Z");
    TlsReporter reporter = reporter();
    reporter.start();
    await()
        .during(Duration.ofMillis(200))
        .until(() -> holds("select not exists(table tls_report)"));
    reporter.stop();
  }

  private static void check(JsonNode report) {
    assertThat(report.path("organization-name").asString()).isEqualTo("Example Ltd");
    assertThat(report.path("contact-info").asString()).isEqualTo("tls@example.test");
    assertThat(report.path("date-range").toString())
        .isEqualTo(
            "{\"start-datetime\":\"2026-03-01T00:00:00Z\","
                + "\"end-datetime\":\"2026-03-01T23:59:59Z\"}");
    assertThat(report.path("policies").toString())
        .isEqualTo(
            """
            [{"policy":{"policy-type":"sts",\
            "policy-string":["version: STSv1","mode: enforce","mx: *.elsewhere.test"],\
            "policy-domain":"elsewhere.test","mx-host":["*.elsewhere.test"]},\
            "summary":{"total-successful-session-count":5,"total-failure-session-count":2},\
            "failure-details":[{"result-type":"certificate-expired",\
            "sending-mta-ip":"192.0.2.1","receiving-mx-hostname":"mx.elsewhere.test",\
            "receiving-ip":"192.0.2.2","failed-session-count":2}]}]""");
  }

  private void reportUntil(String condition) throws GeneralSecurityException {
    TlsReporter reporter = reporter();
    reporter.start();
    await().until(() -> holds(condition));
    reporter.stop();
  }

  private static boolean holds(String condition) {
    return jdbc.sql(condition).query(Boolean.class).optional().orElse(false);
  }

  private TlsReporter reporter() throws GeneralSecurityException {
    AppliedPolicies policies = new AppliedPolicies(domain -> route());
    return new TlsReporter(
        new TlsReporter.Tools(
            new TlsReports(dataSource),
            new TlsSessions(dataSource),
            policies,
            new ReportMailer(
                new MailPublisher(producer),
                "mx.example.test",
                new DkimKeys(dataSource)::signing,
                () -> now),
            new ReportPoster(Receiver.client())),
        new TlsReportProperties("tls@example.test", "Example Ltd", Duration.ZERO),
        () -> now);
  }

  private MailRoute route() {
    return new MailRoute.Hosts(
        "site.test",
        List.of(new MailHost("mx.elsewhere.test", 10, List.of("127.0.0.1"))),
        false,
        DnssecState.INSECURE,
        Duration.ofMinutes(5),
        new TlsWishes(null, places));
  }

  private static DkimKey key() {
    return new DkimKeys(dataSource).signing("example.test").getFirst();
  }

  private String headers() {
    StringBuilder text = new StringBuilder();
    producer
        .history()
        .getFirst()
        .headers()
        .forEach(header -> text.append(new String(header.value(), UTF_8)).append('\n'));
    return text.toString();
  }
}
