package dev.yubin.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The postmaster's commands against a server that answers what it is told and remembers what it
/// was asked.
class QueueCommandsTest {
  @TempDir Path data;
  private HttpServer server;
  private final List<String> requests = new ArrayList<>();
  private int status = 200;
  private String answer = "[]";
  private @Nullable String link;

  private record Result(int exitCode, String out, String failure) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    Files.writeString(data.resolve("admin-password"), "s3cret\n");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void listsTheQueueInColumnsAndSaysHowToGoOn() {
    answer =
        """
        [{"id":7,"mail":"m","destination":"d.test","sender":"a@b.test","recipients":["x@d.test"],
        "state":"deferred","queuedAt":"%s","dueAt":"%s","attempts":3,"priority":0,
        "lastReply":"450 4.2.0 Wait\\u001b","size":4096},
        {"id":12,"mail":"m","destination":"d.test","sender":"",
        "recipients":["x@d.test","y@d.test","z@d.test"],"state":"held","queuedAt":"%s",
        "dueAt":null,"attempts":0,"priority":0,"lastReply":null,"size":10}]
        """
            .formatted(ago(3 * 3600 + 60), ago(-3600 * 5 - 60), ago(60 * 60 * 24 * 4 + 60));
    link = "</api/v1/queue?destination=d.test&after=12>; rel=\"next\"";

    assertThat(run(new QueueCommand(), "list", "--destination", "d.test").out())
        .isEqualTo(
            """
            ID  STATE     AGE  NEXT   TRIES  SIZE   SENDER      RECIPIENTS                    REPLY
            7   deferred  3h   in 5h  3      4 KiB  <a@b.test>  x@d.test                      450 4.2.0 Wait?
            12  held      4d   -      0      10 B   <>          x@d.test y@d.test and 1 more  -
            There is more: ./yubin queue list --destination d.test --after 12
            """);
    assertThat(requests).containsExactly("GET /api/v1/queue?destination=d.test ");
  }

  @Test
  void asksForWhatIsWanted() {
    assertThat(
            run(
                    new QueueCommand(),
                    "list",
                    "--sender=@b.test",
                    "--state=held",
                    "--older-than=4h",
                    "--after=5",
                    "--limit=9")
                .out())
        .isEqualTo("Nothing waits.\n");
    assertThat(requests)
        .containsExactly(
            "GET /api/v1/queue?sender=%40b.test&state=held&olderThan=4h&after=5&limit=9 ");
  }

  @Test
  void givesTheAnswerItselfAsJson() {
    answer = "[{\"id\":1}]";

    assertThat(run(new QueueCommand(), "list", "--json").out()).isEqualTo("[{\"id\":1}]\n");
    assertThat(run(new TraceCommand(), "--json", "x@y.test").out()).isEqualTo("[{\"id\":1}]\n");
  }

  @Test
  void showsAMailWithItsSteps() {
    answer =
        """
        {"entry":{"id":7,"mail":"m","destination":"d.test","sender":"a@b.test",
        "recipients":["x@d.test"],"state":"deferred","queuedAt":"2026-01-01T10:00:00.5Z",
        "dueAt":"2026-01-01T11:00:00Z","attempts":1,"priority":0,"lastReply":"450 4.2.0 Wait",
        "size":4096},"siblings":[8],"header":"Subject: Hi\\r\\nX: \\u001b[2J\\r\\n",
        "recipients":[],"steps":[{"at":"2026-01-01T10:00:01Z","step":"deferred",
        "address":"x@d.test","attempt":1,"host":"mx.d.test","hostAddress":"192.0.2.1",
        "tls":"TLSv1.3 TLS_AES_128_GCM_SHA256","status":"4.2.0","detail":"450 4.2.0 Wait"}]}
        """;

    assertThat(run(new QueueCommand(), "show", "7").out())
        .contains("Destination    d.test\n", "Queued         2026-01-01T10:00:00Z\n")
        .contains("Header\n  Subject: Hi\n  X: ?[2J\n")
        .endsWith(
            "  2026-01-01T10:00:01Z  deferred  <x@d.test>  attempt 1, mx.d.test [192.0.2.1],"
                + " TLSv1.3 TLS_AES_128_GCM_SHA256, 450 4.2.0 Wait\n");
    assertThat(requests).containsExactly("GET /api/v1/queue/7 ");
  }

  @Test
  void doesWhatItIsToldToEachEntry() {
    status = 204;
    answer = "";

    assertThat(run(new QueueCommand(), "hold", "1", "2").out()).isEqualTo("Holds 1.\nHolds 2.\n");
    run(new QueueCommand(), "retry", "3");
    run(new QueueCommand(), "release", "4");
    run(new QueueCommand(), "delete", "5");
    run(new QueueCommand(), "redirect", "--to=e.test", "6");
    run(new QueueCommand(), "bounce", "--status=5.7.0", "--reason=No", "7");
    assertThat(requests)
        .containsExactly(
            "POST /api/v1/queue/1/hold {}",
            "POST /api/v1/queue/2/hold {}",
            "POST /api/v1/queue/3/retry {}",
            "POST /api/v1/queue/4/release {}",
            "DELETE /api/v1/queue/5 ",
            "POST /api/v1/queue/6/redirect {\"destination\":\"e.test\"}",
            "POST /api/v1/queue/7/bounce {\"reason\":\"No\",\"status\":\"5.7.0\"}");
  }

  @Test
  void tellsWhyAnEntryCannotBeTouched() {
    status = 409;
    answer = "{\"detail\":\"An attempt has queue entry 1\"}";

    assertThat(run(new QueueCommand(), "delete", "1"))
        .isEqualTo(new Result(1, "", "An attempt has queue entry 1"));
  }

  @Test
  void printsALineAStepOfATrace() {
    answer =
        """
        [{"mail":"01","steps":[{"at":"2026-01-01T10:00:00Z","step":"accepted","address":"a@b.test",
        "detail":"ESMTP from 192.0.2.1, 10 octets, 1 recipients"},{"at":"2026-01-01T10:00:01Z",
        "step":"bounced","address":"x@d.test","status":"5.1.1","detail":"There is none"}]}]
        """;

    assertThat(run(new TraceCommand(), "<1@b.test>").out())
        .isEqualTo(
            """
            Mail 01
              TIME                  STEP      ADDRESS     WHAT
              2026-01-01T10:00:00Z  accepted  <a@b.test>  ESMTP from 192.0.2.1, 10 octets, 1 recipients
              2026-01-01T10:00:01Z  bounced   <x@d.test>  5.1.1, There is none
            """);
    assertThat(requests).containsExactly("GET /api/v1/traces?of=%3C1%40b.test%3E ");
  }

  @Test
  void failsWhenNothingIsKnown() {
    assertThat(run(new TraceCommand(), "x@y.test"))
        .isEqualTo(
            new Result(1, "", "Nothing is known of x@y.test: it never came, or too long ago"));
  }

  @Test
  void sendsDeadLettersAgain() {
    answer = "{\"sent\":2,\"arrived\":1}";

    assertThat(run(new QueueCommand(), "replay").out())
        .isEqualTo("Sent 2 records again; the mail of 1 had arrived by another way.\n");
    assertThat(requests).containsExactly("POST /api/v1/dead-letters/replay {}");
  }

  @Test
  void listsDeadLettersWithTheirReasons() {
    answer =
        """
        [{"offset":3,"mail":"01","at":"2026-01-01T10:00:00Z","reason":"No envelope","chunk":null,
        "size":5,"replayedAt":null}]
        """;

    assertThat(run(new QueueCommand(), "dead-letters").out())
        .isEqualTo(
            """
            OFFSET  TIME                  MAIL  CHUNK  SIZE  SENT AGAIN  REASON
            3       2026-01-01T10:00:00Z  01    -      5 B   -           No envelope
            """);
  }

  @Test
  void summarisesTheQueue() {
    answer =
        """
        {"estimated":true,"groups":[{"state":"DEFERRED","age":"DAY","mails":1000000}],
        "destinations":[{"destination":"d.test","mails":9,"held":1,"oldest":"PT5H"}]}
        """;

    assertThat(run(new QueueCommand(), "summary").out())
        .isEqualTo(
            """
            The queue is large: these are estimates.
            STATE     AGE       MAILS
            deferred  below 1d  1000000

            DESTINATION  MAILS  HELD  OLDEST
            d.test       9      1     5h
            """);
  }

  @Test
  void takesAnAddressFromTheSuppressionList() {
    status = 204;
    answer = "";

    assertThat(run(new SuppressionCommand(), "delete", "x@d.test").out())
        .isEqualTo("Deleted suppression of x@d.test.\n");
    assertThat(requests).containsExactly("DELETE /api/v1/suppressions/x%40d.test ");
  }

  private static Instant ago(long seconds) {
    return Instant.now().minusSeconds(seconds);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    URI uri = exchange.getRequestURI();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    requests.add(exchange.getRequestMethod() + " " + uri.getRawPath() + query + " " + body);
    if (link != null) {
      exchange.getResponseHeaders().set("Link", link);
    }
    byte[] octets = answer.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
    exchange.getResponseBody().write(octets);
    exchange.close();
  }

  private Result run(Object command, String... words) {
    String[] all =
        Stream.concat(
                Arrays.stream(words),
                Stream.of(
                    "--url=http://127.0.0.1:" + server.getAddress().getPort(), "--data=" + data))
            .toArray(String[]::new);
    PrintStream formerOut = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringBuilder failure = new StringBuilder();
    try {
      System.setOut(new PrintStream(out, true, UTF_8));
      int exitCode =
          new CommandLine(command)
              .setErr(new PrintWriter(new StringWriter()))
              .setExecutionExceptionHandler(
                  (e, line, parsed) -> {
                    failure.append(e.getMessage());
                    return 1;
                  })
              .execute(all);
      return new Result(exitCode, out.toString(UTF_8), failure.toString());
    } finally {
      System.setOut(formerOut);
    }
  }
}
