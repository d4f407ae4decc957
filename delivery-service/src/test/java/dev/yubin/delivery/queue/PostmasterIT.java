package dev.yubin.delivery.queue;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.yubin.delivery.arrival.Accounts;
import dev.yubin.delivery.arrival.Suite;
import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.Body;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Envelope;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.MailRecord;
import dev.yubin.mail.Recipient;
import dev.yubin.topic.TopicJson;
import dev.yubin.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/// The postmaster's API of the whole service, on a real PostgreSQL and a real Kafka.
class PostmasterIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String POISON = "not to be taken";
  private static final String SECRET = "a secret of many octets";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path directory;

  private static Suite suite;
  private static ConfigurableApplicationContext service;
  private static Accounts accounts;
  private static HttpServer receiver;
  private static URI api;

  /// What the webhook's receiver has taken, body by body.
  private static final List<String> taken = Collections.synchronizedList(new ArrayList<>());

  private static final List<String> signatures = Collections.synchronizedList(new ArrayList<>());
  private static final AtomicInteger refusals = new AtomicInteger(2);

  @BeforeAll
  static void start() throws Exception {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          boolean refused =
              refusals.getAndDecrement() > 0 || new String(body, UTF_8).contains(POISON);
          if (!refused) {
            taken.add(new String(body, UTF_8));
            signatures.add(exchange.getRequestHeaders().getFirst("Yubin-Signature"));
          }
          exchange.sendResponseHeaders(refused ? 503 : 204, -1);
          exchange.close();
        });
    receiver.start();
    Path secret = Files.writeString(directory.resolve("secret"), SECRET + "\n");
    suite = new Suite();
    service =
        suite.start(
            "yubin.hostname=mx.postmaster.test",
            "yubin.admin.password=s3cret",
            // Nobody listens there.
            "yubin.delivery.remote-port=1",
            "yubin.delivery.retry.schedule=1h",
            "yubin.delivery.webhook.secret-file=" + secret,
            "yubin.delivery.webhook.url=http://127.0.0.1:" + receiver.getAddress().getPort());
    api =
        URI.create(
            "http://127.0.0.1:"
                + service.getEnvironment().getRequiredProperty("local.server.port")
                + "/api/v1/");
    accounts = new Accounts(service.getBean(DataSource.class));
    accounts.addDomain("postmaster.test");
    accounts.add("sender@postmaster.test");
    accounts.add("replayed@postmaster.test");
    for (String domain : List.of("held", "bounced", "deleted", "shown", "flushed", "paged")) {
      suite.route(domain + ".test", "mx." + domain + ".test");
    }
  }

  @AfterAll
  static void stop() {
    service.close();
    suite.close();
    receiver.stop(0);
  }

  private static boolean hasTold(String what) {
    return List.copyOf(taken).stream().anyMatch(body -> body.contains(what));
  }

  @Test
  void letsNobodyInWithoutThePassword() throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(api.resolve("queue")).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"Yubin\"");
    assertThat(answer.body()).contains("\"detail\":\"Name and password of the admin are wanted\"");
  }

  @Test
  void holdsAMailUntilItIsReleased() {
    long id = deferred("held.test");

    assertThat(post("queue/" + id + "/hold", "").statusCode()).isEqualTo(204);
    assertThat(get("queue?destination=held.test").body()).contains("\"state\":\"held\"");
    assertThat(get("queue?destination=held.test&state=deferred").body()).isEqualTo("[]");
    assertThat(post("queue/" + id + "/retry", "").statusCode()).isEqualTo(409);
    assertThat(post("queue/" + id + "/release", "").statusCode()).isEqualTo(204);
    await()
        .atMost(SOON)
        .until(() -> get("queue?destination=held.test").body().contains("\"attempts\":2"));
    assertThat(get("audit").body())
        .contains("\"actor\":\"admin\"", "\"client\":\"127.0.0.1\"", "\"subject\":\"queue/" + id);
  }

  @Test
  void refusesToTouchWhatAnAttemptHas() {
    long id = deferred("shown.test");
    accounts
        .jdbc()
        .sql("update outbound set leased_until = now() + interval '1 hour' where id = ?")
        .param(id)
        .update();

    HttpResponse<String> answer = delete("queue/" + id);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("An attempt has queue entry " + id);
    accounts.jdbc().sql("update outbound set leased_until = null where id = ?").param(id).update();
    assertThat(delete("queue/" + id).statusCode()).isEqualTo(204);
  }

  @Test
  void showsAMailWithItsHeaderAndWhatItsAttemptsCameTo() {
    long id = deferred("shown.test");

    String shown = get("queue/" + id).body();

    assertThat(shown)
        .contains(
            "\"header\":\"Received: from client.test\\r\\nMessage-ID: <shown.test@postmaster.test>",
            "\"step\":\"deferred\"",
            "\"attempt\":1",
            "\"host\":\"mx.shown.test\"",
            "\"hostAddress\":\"127.0.0.1\"",
            "\"recipients\":[\"x@shown.test\"]")
        .doesNotContain("Hidden");
    assertThat(get("queue").body()).doesNotContain("Message-ID", "Hidden");
    assertThat(get("queue/999999").statusCode()).isEqualTo(404);
    assertThat(get("queue/x").statusCode()).isEqualTo(400);
    delete("queue/" + id);
  }

  @Test
  void bouncesAMailInThePostmastersWords() {
    long id = deferred("bounced.test");

    assertThat(post("queue/" + id + "/bounce", "{\"status\":\"4.0.0\"}").body())
        .contains("status: must be an enhanced status code of class 5");
    assertThat(
            post("queue/" + id + "/bounce", "{\"status\":\"5.7.0\",\"reason\":\"Not from here\"}")
                .statusCode())
        .isEqualTo(204);

    await()
        .atMost(SOON)
        .until(
            () ->
                accounts.messages("sender@postmaster.test").stream()
                    .anyMatch(
                        dsn -> dsn.contains("Status: 5.7.0") && dsn.contains("Not from here")));
    assertThat(steps("shown by its recipient", "x@bounced.test"))
        .containsExactly("accepted", "queued", "deferred", "bounced");
  }

  @Test
  void tracesADeletedMailByItsMessageId() {
    long id = deferred("deleted.test");

    assertThat(delete("queue/" + id).statusCode()).isEqualTo(204);

    assertThat(steps("with <>", "%3Cdeleted.test@postmaster.test%3E"))
        .containsExactly("accepted", "queued", "deferred", "deleted");
    await().atMost(SOON).until(() -> hasTold("\"type\":\"deleted\""));
    assertThat(steps("without", "deleted.test@postmaster.test"))
        .containsExactly("accepted", "queued", "deferred", "deleted");
    assertThat(delete("queue/" + id).statusCode()).isEqualTo(404);
  }

  @Test
  void flushesADestination() {
    deferred("flushed.test");

    assertThat(post("queue/flush", "{\"destination\":\"flushed.test\"}").body())
        .isEqualTo("{\"mails\":1}");
    await()
        .atMost(SOON)
        .until(() -> get("queue?destination=flushed.test").body().contains("\"attempts\":2"));
    assertThat(get("queue/summary?limit=100").body()).contains("\"destination\":\"flushed.test\"");
    assertThat(post("queue/flush", "{\"destination\":\"no domain\"}").statusCode()).isEqualTo(400);
  }

  @Test
  void tellsWhereTheNextPageIs() {
    deferred("paged.test");
    suite.accept(
        "sender@postmaster.test", List.of("y@paged.test"), "Subject: Second\r\n\r\nHidden\r\n");
    await().atMost(SOON).until(() -> ids("paged.test").size() == 2);

    HttpResponse<String> first = get("queue?destination=paged.test&limit=1");

    String next = first.headers().firstValue("Link").orElseThrow();
    assertThat(next)
        .isEqualTo(
            "</api/v1/queue?destination=paged.test&limit=1&after=%d>; rel=\"next\""
                .formatted(ids("paged.test").getFirst()));
    HttpResponse<String> second = get(next.substring("</api/v1/".length(), next.indexOf('>')));
    assertThat(second.body()).contains("y@paged.test");
    assertThat(second.headers().firstValue("Link")).isEmpty();
  }

  @Test
  void sendsADeadLetterAgainOnce() throws Exception {
    AcceptedMail mail =
        new AcceptedMail(
            MailId.create(),
            new Envelope(
                Optional.empty(),
                MailParameters.of(Body.SEVEN_BIT, false),
                List.of(Recipient.of(EmailAddress.of("replayed@postmaster.test")))),
            Suite.ingress(),
            0,
            4);
    Headers headers = new MailRecord.Last(mail, new byte[0]).headers();
    headers.add("yubin-reason", "The disk was full".getBytes(US_ASCII));
    byte[] octets = "\r\nHi".getBytes(US_ASCII);
    long offset =
        suite
            .producer()
            .send(
                new ProducerRecord<>(
                    Topics.MAIL_ACCEPTED_DLT, null, mail.id().toString(), octets, headers))
            .get()
            .offset();

    assertThat(get("dead-letters?after=" + (offset - 1)).body())
        .contains("The disk was full", mail.id().toString(), "\"replayedAt\":null");
    String wanted = "{\"offset\":%d}".formatted(offset);
    assertThat(post("dead-letters/replay", wanted).body()).isEqualTo("{\"sent\":1,\"arrived\":0}");
    assertThat(post("dead-letters/replay", wanted).body()).isEqualTo("{\"sent\":0,\"arrived\":0}");
    await().atMost(SOON).until(() -> accounts.count("replayed@postmaster.test") == 1);

    // As after a crash before the row was committed.
    accounts.jdbc().sql("delete from replayed").update();
    assertThat(post("dead-letters/replay", wanted).body()).isEqualTo("{\"sent\":0,\"arrived\":1}");
    assertThat(get("dead-letters?after=" + (offset - 1)).body()).contains("\"replayedAt\":\"2");
    assertThat(accounts.count("replayed@postmaster.test")).isEqualTo(1);
  }

  @Test
  void tellsTheWebhookNothingThatItRefusesForTooLong() throws Exception {
    // Events of the tests before would share its batch.
    AtomicInteger seen = new AtomicInteger(-1);
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(1500))
        .until(() -> seen.getAndSet(taken.size()) == taken.size());
    long before = Instant.now().minus(Duration.ofDays(2)).toEpochMilli();
    String json = "{\"type\":\"%s\"}".formatted(POISON);
    suite
        .producer()
        .send(new ProducerRecord<>(Topics.MAIL_EVENTS, 0, before, "old", json.getBytes(UTF_8)))
        .get();
    MeterRegistry meters = service.getBean(MeterRegistry.class);
    await().atMost(SOON).until(() -> meters.get("yubin.webhook.given.up").counter().count() == 1);

    int told = taken.size();
    suite.accept("", List.of("sender@postmaster.test"), "Subject: Behind it\r\n\r\n");
    await().atMost(SOON).until(() -> taken.size() > told);
  }

  @Test
  void tellsTheWebhookUntilItTakesIt() throws Exception {
    suite.accept("", List.of("sender@postmaster.test"), "Subject: Hook\r\n\r\n");

    await()
        .atMost(SOON)
        .until(
            () ->
                List.copyOf(taken).stream()
                    .anyMatch(
                        body ->
                            body.contains("\"type\":\"delivered\"")
                                && body.contains("sender@postmaster.test")));

    assertThat(refusals.get()).isNegative();
    String signature = signatures.getFirst();
    String time = signature.substring(2, signature.indexOf(','));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    mac.update((time + "." + taken.getFirst()).getBytes(UTF_8));
    assertThat(signature).isEqualTo("t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal()));
  }

  @Test
  void showsAndShortensTheSuppressionList() {
    accounts
        .jdbc()
        .sql(
            "insert into suppression (address, status, reason, expires_at)"
                + " values ('x@gone.test', '5.1.1', 'Nobody', now() + interval '1 day')")
        .update();

    assertThat(get("suppressions").body()).contains("\"address\":\"x@gone.test\"");
    assertThat(delete("suppressions/X@gone.test").statusCode()).isEqualTo(204);
    assertThat(delete("suppressions/x@gone.test").statusCode()).isEqualTo(404);
    assertThat(get("suppressions").body()).isEqualTo("[]");
  }

  /// A mail that has had its first attempt.
  private static long deferred(String domain) {
    List<Long> before = ids(domain);
    suite.accept(
        "sender@postmaster.test",
        List.of("x@" + domain),
        "Message-ID: <%s@postmaster.test>\r\n\r\nHidden\r\n".formatted(domain));
    await()
        .atMost(SOON)
        .until(
            () ->
                accounts
                        .jdbc()
                        .sql(
                            "select count(*) from outbound where destination = ?"
                                + " and attempts > 0 and leased_until is null")
                        .param(domain)
                        .query(Integer.class)
                        .single()
                    > before.size());
    return ids(domain).getLast();
  }

  private static List<Long> ids(String domain) {
    return accounts
        .jdbc()
        .sql("select id from outbound where destination = ? order by id")
        .param(domain)
        .query((row, n) -> row.getLong(1))
        .list();
  }

  private static List<String> steps(String how, String wanted) {
    Map<?, ?>[] traces =
        TopicJson.decode(get("traces?of=" + wanted).body().getBytes(UTF_8), Map[].class);
    assertThat(traces).as(how).hasSize(1);
    return traces[0].get("steps") instanceof List<?> steps
        ? steps.stream().map(step -> String.valueOf(((Map<?, ?>) step).get("step"))).toList()
        : List.of();
  }

  private static HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  private static HttpResponse<String> delete(String path) {
    return send(request(path).DELETE());
  }

  private static HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(api.resolve(path))
        .header(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString("admin:s3cret".getBytes(US_ASCII)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
