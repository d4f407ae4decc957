package dev.yubin.mailbox.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.allowance.Allowances;
import dev.yubin.allowance.Allowances.Grant;
import dev.yubin.allowance.Allowances.Limit;
import dev.yubin.allowance.Allowances.Request;
import dev.yubin.embedded.TestBackends;
import dev.yubin.mailbox.HttpAnswer;
import dev.yubin.mailbox.RunningMailboxService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

class AllowancesIT {
  private static final Limit LIMIT = new Limit(25, 1000, 3600);
  private static RunningMailboxService one;
  private static RunningMailboxService other;

  @BeforeAll
  static void start() {
    TestBackends.Database database = TestBackends.postgres();
    String kafka = TestBackends.kafka();
    one = RunningMailboxService.start(database, kafka);
    other = RunningMailboxService.start(database, kafka);
  }

  @AfterAll
  static void stop() {
    one.close();
    other.close();
  }

  private static Allowances client(RunningMailboxService service) {
    RestClient client =
        RestClient.builder()
            .baseUrl(service.url(""))
            .defaultHeader("Authorization", "Bearer " + RunningMailboxService.SERVICES_SECRET)
            .build();
    return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
        .build()
        .createClient(Allowances.class);
  }

  @Test
  void letExactlyAsManyMailsPassAsAreAllowedWhicheverInstanceIsAsked() throws Exception {
    List<Allowances> instances = List.of(client(one), client(other));
    List<Callable<Grant>> questions = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Allowances instance = instances.get(i % 2);
      questions.add(() -> instance.take(new Request("alice@example.test", 1, 1, LIMIT)));
    }

    try (var threads = Executors.newFixedThreadPool(16)) {
      assertThat(threads.invokeAll(questions).stream().map(Future::resultNow))
          .filteredOn(Grant.TAKEN::equals)
          .hasSize(25);
    }
  }

  @Test
  void tellWhenTheWindowIsOver() {
    Request all = new Request("2001:db8:0:0:0:0:0:0/64", 25, 25, LIMIT);

    assertThat(client(one).take(all)).isEqualTo(Grant.TAKEN);
    assertThat(client(other).take(all).retryAfter()).isBetween(1L, 3600L);
  }

  @Test
  void areForServicesAlone() {
    String url = one.url("/internal/v1/allowances");

    assertThat(HttpAnswer.to("POST", url, "Bearer wrong", "{}").status()).isEqualTo(401);
  }
}
