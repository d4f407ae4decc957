package dev.yubin.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The commands against a server that answers what it is told and remembers what it was asked.
class AdminCommandsTest {
  @TempDir Path data;
  private HttpServer server;
  private final List<String> requests = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();
  private int status = 201;
  private String answer = "";

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
  void addsADomainAsTheAdministrator() throws IOException {
    Result result = run(new DomainCommand(), "", "add", "example.org");

    assertThat(result).isEqualTo(new Result(0, "Added domain example.org.\n", ""));
    assertThat(requests).containsExactly("POST /api/v1/domains {\"name\":\"example.org\"}");
    assertThat(authorizations)
        .containsExactly(
            "Basic " + Base64.getEncoder().encodeToString("admin:s3cret".getBytes(UTF_8)));
  }

  @Test
  void setsAQuotaOrNone() throws IOException {
    status = 200;

    assertThat(run(new AccountCommand(), "", "quota", "a@b.test", "1000").out())
        .isEqualTo("The quota of a@b.test is 1000.\n");
    run(new AccountCommand(), "", "quota", "a@b.test", "none");
    run(new AccountCommand(), "", "quota", "a@b.test", "none", "--messages=7");
    assertThat(requests)
        .containsExactly(
            "PUT /api/v1/accounts/a%40b.test/quota {\"quotaBytes\":1000}",
            "PUT /api/v1/accounts/a%40b.test/quota {}",
            "PUT /api/v1/accounts/a%40b.test/quota {\"quotaMessages\":7}");
    assertThat(run(new AccountCommand(), "", "quota", "a@b.test", "1G").failure())
        .contains("1G is no number of bytes, nor none");
    status = 404;
    assertThat(run(new AccountCommand(), "", "quota", "a@b.test", "1").failure())
        .contains("There is no account a@b.test");
  }

  @Test
  void printsTheRecordsOfADomainAsAZone() throws IOException {
    status = 200;
    answer = "[{\"name\":\"example.org.\",\"type\":\"MX\",\"value\":\"10 mx.example.org.\"}]";

    String zone = "example.org. IN MX 10 mx.example.org.\n";
    assertThat(run(new DomainCommand(), "", "dns", "example.org"))
        .isEqualTo(new Result(0, zone, ""));
    assertThat(run(new DomainCommand(), "", "rotate-keys", "example.org"))
        .isEqualTo(new Result(0, zone, ""));
    assertThat(requests.getLast()).startsWith("POST /api/v1/domains/example.org/dkim-keys/rotate");
  }

  @Test
  void tellsWhereADomainsMailGoes() throws IOException {
    status = 200;
    answer =
        """
        {"result":"hosts","site":"mx.test","hosts":[{"name":"mx.test","preference":10,\
        "addresses":["::1","127.0.0.1"],"dane":{"base":"mx.test","associations":\
        [{"usage":3,"selector":1,"matchingType":1,"data":"00ff"}]}}],"implicit":false,\
        "dnssec":"SECURE","ttl":"PT5M","tls":{"mtaSts":{"id":"1","mode":"ENFORCE",\
        "mx":["mx.test"]},"reports":["mailto:a@b.test"]}}
        """;

    assertThat(run(new DnsCommand(), "", "mx", "elsewhere.test").out())
        .isEqualTo(
            """
            elsewhere.test: hosts, dnssec SECURE, ttl PT5M
            10 mx.test ::1 127.0.0.1
              TLSA 3 1 1 00ff
            MTA-STS 1 ENFORCE mx.test
            TLS reports to mailto:a@b.test
            """);
    assertThat(requests).containsExactly("GET /api/v1/mail-routes/elsewhere.test ");

    answer = "{\"result\":\"temporary-failure\",\"reason\":\"SERVFAIL\"}";
    assertThat(run(new DnsCommand(), "", "mx", "broken.test").out())
        .isEqualTo("broken.test: temporary-failure, SERVFAIL\n");
  }

  @Test
  void showsTheChainOfProof() throws IOException {
    status = 200;
    answer =
        "[{\"name\":\".\",\"type\":\"DNSKEY\",\"state\":\"secure\",\"detail\":\"key 1\"},"
            + "{\"name\":\"a.\",\"type\":\"DS\",\"state\":\"bogus\",\"detail\":\"expired\"}]";

    assertThat(run(new DnsCommand(), "", "explain", "--type=TXT", "a").out())
        .isEqualTo("secure        . DNSKEY: key 1\nbogus         a. DS: expired\n");
    assertThat(requests).containsExactly("GET /api/v1/explanations/a?type=TXT ");
  }

  @Test
  void emptiesTheResolversCache() throws IOException {
    status = 200;
    answer = "{\"answers\":3}";

    assertThat(run(new DnsCommand(), "", "flush", "a.test").out()).isEqualTo("Forgot 3 answers.\n");
    assertThat(requests).containsExactly("DELETE /api/v1/cache?name=a.test ");
  }

  @Test
  void failsWhenADomainExists() throws IOException {
    status = 409;

    Result result = run(new DomainCommand(), "", "add", "example.org");

    assertThat(result).isEqualTo(new Result(1, "", "There is domain example.org already"));
  }

  @Test
  void generatesAPasswordAndShowsIt() throws IOException {
    Result result = run(new AccountCommand(), "", "add", "you@example.org");

    Matcher sent =
        Pattern.compile(
                "POST /api/v1/accounts"
                    + " \\{\"address\":\"you@example.org\",\"password\":\"(.{20})\"}")
            .matcher(requests.getFirst());
    assertThat(sent.matches()).isTrue();
    assertThat(result.out()).contains("Added account you@example.org.").contains(sent.group(1));
  }

  @Test
  void readsAPasswordAndDoesNotShowIt() throws IOException {
    Result result =
        run(
            new AccountCommand(),
            "pass word\nmore",
            "add",
            "--password-stdin",
            "--quota-bytes=1000",
            "you@example.org");

    assertThat(result).isEqualTo(new Result(0, "Added account you@example.org.\n", ""));
    assertThat(requests)
        .containsExactly(
            "POST /api/v1/accounts {\"address\":\"you@example.org\",\"password\":\"pass"
                + " word\",\"quotaBytes\":1000}");
  }

  @Test
  void refusesAnEmptyPassword() throws IOException {
    Result result = run(new AccountCommand(), "\n", "add", "--password-stdin", "you@example.org");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(requests).isEmpty();
  }

  @Test
  void addsAnAliasWithAllItsTargets() throws IOException {
    run(new AliasCommand(), "", "add", "all@example.org", "a@example.org", "b@example.org");

    assertThat(requests)
        .containsExactly(
            "POST /api/v1/aliases"
                + " {\"address\":\"all@example.org\",\"targets\":[\"a@example.org\",\"b@example.org\"]}");
  }

  @Test
  void wantsATargetForAnAlias() throws IOException {
    assertThat(run(new AliasCommand(), "", "add", "all@example.org").exitCode()).isEqualTo(2);
    assertThat(requests).isEmpty();
  }

  @Test
  void listsOneALine() throws IOException {
    status = 200;
    answer =
        "[{\"id\":7,\"address\":\"all@example.org\",\"targets\":[\"a@x.test\",\"b@x.test\"]},"
            + "{\"id\":8,\"address\":\"one@example.org\",\"targets\":[\"a@x.test\"]}]";

    assertThat(run(new AliasCommand(), "", "list").out())
        .isEqualTo(
            "all@example.org  targets=a@x.test,b@x.test\none@example.org  targets=a@x.test\n");
  }

  @Test
  void deletesByNameWithWhateverCharactersItHas() throws IOException {
    status = 204;

    run(new AccountCommand(), "", "delete", "a/b+c@example.org");

    assertThat(requests).containsExactly("DELETE /api/v1/accounts/a%2Fb%2Bc%40example.org ");
  }

  @Test
  void failsWhenThereIsNothingToDelete() throws IOException {
    status = 404;

    assertThat(run(new DomainCommand(), "", "delete", "example.org"))
        .isEqualTo(new Result(1, "", "There is no domain example.org"));
  }

  @Test
  void tellsTheProblemInTheServersWords() throws IOException {
    status = 422;
    answer = "{\"title\":\"Unprocessable\",\"detail\":\"Domain elsewhere.test is not here\"}";

    assertThat(run(new AccountCommand(), "", "add", "a@elsewhere.test").failure())
        .isEqualTo("Domain elsewhere.test is not here");
  }

  @Test
  void saysWhatToDoWhenThePasswordIsRefused() throws IOException {
    status = 401;

    assertThat(run(new DomainCommand(), "", "list").failure()).contains("YUBIN_ADMIN_PASSWORD");
  }

  @Test
  void saysWhatToDoWhenNothingAnswers() throws IOException {
    server.stop(0);

    assertThat(run(new DomainCommand(), "", "list").failure())
        .contains("Nothing answers at")
        .contains("./yubin up");
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    requests.add(exchange.getRequestMethod() + " " + asked(exchange.getRequestURI()) + " " + body);
    authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] octets = answer.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
    exchange.getResponseBody().write(octets);
    exchange.close();
  }

  private static String asked(URI uri) {
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }

  private Result run(Object command, String in, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--url=http://127.0.0.1:" + server.getAddress().getPort());
    all.add("--data=" + data);
    InputStream formerIn = System.in;
    PrintStream formerOut = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringBuilder failure = new StringBuilder();
    try {
      System.setIn(new ByteArrayInputStream(in.getBytes(UTF_8)));
      System.setOut(new PrintStream(out, true, UTF_8));
      int exitCode = commandLine(command, failure).execute(all.toArray(String[]::new));
      return new Result(exitCode, out.toString(UTF_8), failure.toString());
    } finally {
      System.setIn(formerIn);
      System.setOut(formerOut);
    }
  }

  private static CommandLine commandLine(Object command, StringBuilder failure) {
    return new CommandLine(command)
        .setErr(new PrintWriter(new StringWriter()))
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              failure.append(e.getMessage());
              return 1;
            });
  }
}
