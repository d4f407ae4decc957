package dev.yubin.mailbox.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.directory.DirectoryEntry;
import dev.yubin.mailbox.HttpAnswer;
import dev.yubin.mailbox.RunningMailboxService;
import dev.yubin.topic.TailConsumers;
import dev.yubin.topic.TopicJson;
import dev.yubin.topic.TopicTail;
import dev.yubin.topic.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminApiIT {
  private static final Map<String, Optional<DirectoryEntry>> directory = new ConcurrentHashMap<>();
  private static RunningMailboxService service;
  private static TopicTail tail;

  @BeforeAll
  static void start() {
    service = RunningMailboxService.start();
    tail =
        new TopicTail(
            Topics.DIRECTORY,
            TopicTail.From.BEGINNING,
            service.bean(TailConsumers.class),
            record ->
                directory.put(
                    record.key(),
                    Optional.ofNullable(record.value())
                        .map(json -> TopicJson.decode(json, DirectoryEntry.class))));
  }

  @AfterAll
  static void stop() {
    tail.close();
    service.close();
  }

  private static HttpAnswer ask(String method, String path, String body) {
    return HttpAnswer.to(
        method,
        service.url("/api/v1/" + path),
        HttpAnswer.basic("admin", RunningMailboxService.ADMIN_PASSWORD),
        body);
  }

  private static void createDomain(String name) {
    assertThat(ask("POST", "domains", "{\"name\":\"" + name + "\"}").status()).isEqualTo(201);
  }

  private static HttpAnswer createAccount(String address) {
    return ask(
        "POST",
        "accounts",
        "{\"address\":\"" + address + "\",\"password\":\"yubin-demo\",\"quotaBytes\":1000}");
  }

  @Test
  void createsADomain() {
    HttpAnswer created = ask("POST", "domains", "{\"name\":\"Bücher.test\"}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.location()).isEqualTo("/api/v1/domains/xn--bcher-kva.test");
    assertThat(created.json().path("name").asString()).isEqualTo("xn--bcher-kva.test");
    HttpAnswer got = ask("GET", "domains/xn--bcher-kva.test", "");
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.json()).isEqualTo(created.json());
  }

  @Test
  void changesAQuotaAndTellsWhetherTheMailboxIsFull() {
    createDomain("quota.test");
    createAccount("a@quota.test");

    HttpAnswer full = ask("PUT", "accounts/a@quota.test/quota", "{\"quotaBytes\":0}");
    assertThat(full.status()).isEqualTo(200);
    assertThat(full.json().path("quotaBytes").asLong()).isZero();
    await().until(() -> isFull("a@quota.test"));
    HttpAnswer none = ask("PUT", "accounts/a@quota.test/quota", "{\"quotaBytes\":null}");
    assertThat(none.json().path("quotaBytes").isNull()).isTrue();
    await().until(() -> !isFull("a@quota.test"));
    HttpAnswer noMessage = ask("PUT", "accounts/a@quota.test/quota", "{\"quotaMessages\":0}");
    assertThat(noMessage.json().path("quotaMessages").asLong()).isZero();
    await().until(() -> isFull("a@quota.test"));

    assertThat(ask("PUT", "accounts/a@quota.test/quota", "{\"quotaBytes\":-1}").status())
        .isEqualTo(400);
    assertThat(ask("PUT", "accounts/b@quota.test/quota", "{\"quotaBytes\":1}").status())
        .isEqualTo(404);
  }

  private static boolean isFull(String address) {
    return directory.getOrDefault(address, Optional.empty()).orElse(null)
            instanceof DirectoryEntry.Account account
        && Boolean.TRUE.equals(account.full());
  }

  @Test
  void createsAnAccountAndTellsNoPassword() {
    createDomain("account.test");

    HttpAnswer created = createAccount("Alice@Account.test");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.location()).isEqualTo("/api/v1/accounts/alice@account.test");
    assertThat(created.json().propertyNames())
        .containsExactlyInAnyOrder(
            "id", "address", "quotaBytes", "quotaMessages", "enabled", "createdAt");
    assertThat(created.json().path("quotaBytes").asLong()).isEqualTo(1000);
    assertThat(ask("GET", "accounts/ALICE@account.test", "").json()).isEqualTo(created.json());
  }

  @Test
  void publishesWhatIsCreatedAndWhatIsDeleted() {
    createDomain("published.test");
    long id = createAccount("bob@published.test").json().path("id").asLong();
    ask(
        "POST",
        "aliases",
        "{\"address\":\"info@published.test\",\"targets\":[\"bob@published.test\"]}");

    await().until(() -> directory.containsKey("info@published.test"));
    assertThat(directory)
        .containsEntry("published.test", Optional.of(new DirectoryEntry.Domain("published.test")))
        .containsEntry(
            "bob@published.test",
            Optional.of(new DirectoryEntry.Account(id, "bob@published.test")));

    assertThat(ask("DELETE", "aliases/info@published.test", "").status()).isEqualTo(204);
    assertThat(ask("DELETE", "accounts/bob@published.test", "").status()).isEqualTo(204);
    assertThat(ask("DELETE", "domains/published.test", "").status()).isEqualTo(204);
    await().until(() -> Optional.empty().equals(directory.get("published.test")));
    assertThat(directory)
        .containsEntry("info@published.test", Optional.empty())
        .containsEntry("bob@published.test", Optional.empty());
  }

  @Test
  void makesACatchAllAndABackupMx() {
    HttpAnswer backed = ask("POST", "domains", "{\"name\":\"backed.test\",\"kind\":\"relay\"}");
    assertThat(backed.json().path("kind").asString()).isEqualTo("relay");
    assertProblem(
        ask("POST", "domains", "{\"name\":\"other.test\",\"kind\":\"odd\"}"),
        400,
        "local or relay");
    createDomain("catch.test");
    String body = "{\"address\":\"@Catch.test\",\"targets\":[\"a@elsewhere.test\"]}";
    HttpAnswer created = ask("POST", "aliases", body);
    assertThat(created.json().path("address").asString()).isEqualTo("@catch.test");
    assertProblem(ask("POST", "aliases", body), 409, "exists already");

    await().until(() -> directory.containsKey("@catch.test"));
    assertThat(directory)
        .containsEntry(
            "backed.test",
            Optional.of(
                new DirectoryEntry.Domain("backed.test", DirectoryEntry.Domain.Kind.RELAY)));
    assertThat(ask("GET", "aliases/@catch.test", "").json()).isEqualTo(created.json());
    assertThat(ask("DELETE", "aliases/@catch.test", "").status()).isEqualTo(204);
    assertThat(ask("GET", "aliases/@catch.test", "").status()).isEqualTo(404);
  }

  @Test
  void answersConflictToWhatExists() {
    createDomain("twice.test");
    createAccount("carol@twice.test");

    assertProblem(ask("POST", "domains", "{\"name\":\"TWICE.test\"}"), 409, "exists already");
    assertProblem(createAccount("CAROL@twice.test"), 409, "exists already");
    assertProblem(
        ask("POST", "aliases", "{\"address\":\"carol@twice.test\",\"targets\":[\"a@b.test\"]}"),
        409,
        "exists already");
    assertProblem(ask("DELETE", "domains/twice.test", ""), 409, "1 accounts and 0 aliases");
  }

  private static void assertProblem(HttpAnswer answer, int status, String detail) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("detail").asString()).contains(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          domains  | {}                                                        | name: must not be blank
          domains  | {"name":"not a domain"}                                   | name: is not a domain name
          domains  | {"name":"[192.0.2.1]"}                                    | name: is not a domain name
          domains  | {"name":                                                  | not JSON
          accounts | {"address":"alice"}                                       | password: must not be null
          accounts | {"address":"alice","password":"yubin-demo"}               | address: is not an e-mail address
          accounts | {"address":"a/b@example.test","password":"yubin-demo"}    | address: must be local-part@domain
          accounts | {"address":"a@example.test","password":"short"}           | password: needs at least 6 characters
          accounts | {"address":"a@b.test","password":"yubin-demo","quotaBytes":-1} | quotaBytes: must be greater
          aliases  | {"address":"a@example.test","targets":[]}                 | targets: must not be empty
          aliases  | {"address":"a@example.test","targets":["x"]}              | targets: is not an e-mail address
          """)
  void saysWhatIsWrongWithARequest(String path, String body, String detail) {
    HttpAnswer answer = ask("POST", path, body);

    assertProblem(answer, 400, detail);
    assertThat(answer.body()).doesNotContain("short");
  }

  @Test
  void answersNotFoundToWhatIsUnknown() {
    assertProblem(ask("GET", "domains/nowhere.test", ""), 404, "does not exist");
    assertProblem(ask("GET", "accounts/nobody@example.test", ""), 404, "does not exist");
    assertProblem(ask("DELETE", "accounts/nobody", ""), 404, "does not exist");
    assertProblem(ask("DELETE", "aliases/nobody@example.test", ""), 404, "does not exist");
    assertProblem(createAccount("x@elsewhere.test"), 404, "domain elsewhere.test does not exist");
  }

  @Test
  void listsInPages() {
    createDomain("list-a.test");
    createDomain("list-b.test");

    HttpAnswer first = ask("GET", "domains?after=list-&limit=1", "");
    HttpAnswer next = ask("GET", "domains?after=list-a.test&limit=1", "");

    assertThat(first.json().findValuesAsString("name")).containsExactly("list-a.test");
    assertThat(first.link()).isEqualTo("</api/v1/domains?limit=1&after=list-a.test>; rel=\"next\"");
    assertThat(next.json().findValuesAsString("name")).containsExactly("list-b.test");
    assertProblem(ask("GET", "domains?limit=0", ""), 400, "limit");
  }

  @Test
  void hasNoLimitOfAnAccountThatWasGivenNone() {
    createDomain("unlimited.test");
    HttpAnswer created =
        ask("POST", "accounts", "{\"address\":\"a@unlimited.test\",\"password\":\"yubin-demo\"}");

    assertThat(created.json().path("quotaBytes").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"admin,wrong", "Admin,admin-password", "'',''"})
  void letsNobodyElseIn(String name, String password) {
    String authorization = name.isEmpty() ? "" : HttpAnswer.basic(name, password);

    assertProblem(
        HttpAnswer.to("GET", service.url("/api/v1/domains"), authorization, ""),
        401,
        "Name and password");
  }

  @Test
  void takesTheAdminsPasswordAsABearerToken() {
    String right = "Bearer " + RunningMailboxService.ADMIN_PASSWORD;

    assertThat(HttpAnswer.to("GET", service.url("/api/v1/domains"), right, "").status())
        .isEqualTo(200);
    assertProblem(
        HttpAnswer.to("GET", service.url("/api/v1/domains"), right + "x", ""), 401, "password");
  }

  @Test
  void describesItself() {
    HttpAnswer description = HttpAnswer.to("GET", service.url("/v3/api-docs"), "", "");

    assertThat(description.status()).isEqualTo(200);
    assertThat(description.json().path("paths").propertyNames())
        .containsExactlyInAnyOrder(
            "/api/v1/domains",
            "/api/v1/domains/{name}",
            "/api/v1/domains/{name}/dns",
            "/api/v1/domains/{name}/dkim-keys/rotate",
            "/api/v1/accounts",
            "/api/v1/accounts/{address}",
            "/api/v1/accounts/{address}/access",
            "/api/v1/accounts/{address}/quota",
            "/api/v1/aliases",
            "/api/v1/aliases/{address}");
  }

  @Test
  void isReadyAndGivesMetricsWithoutALogin() {
    HttpAnswer ready = HttpAnswer.to("GET", service.url("/actuator/health/readiness"), "", "");
    HttpAnswer metrics = HttpAnswer.to("GET", service.url("/actuator/prometheus"), "", "");

    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.json().path("components").propertyNames())
        .containsExactlyInAnyOrder("db", "kafka", "listeners", "readinessState");
    assertThat(metrics.status()).isEqualTo(200);
    assertThat(metrics.body() + ready.body())
        .doesNotContain(RunningMailboxService.ADMIN_PASSWORD)
        .doesNotContain(RunningMailboxService.SERVICES_SECRET);
    assertThat(HttpAnswer.to("GET", service.url("/actuator/env"), "", "").status()).isEqualTo(404);
    assertThat(HttpAnswer.to("GET", service.url("/elsewhere"), "", "").status()).isEqualTo(401);
  }
}
