package dev.yubin.mailbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.HttpAnswer;
import dev.yubin.mailbox.RunningMailboxService;
import dev.yubin.server.sasl.Authenticator;
import dev.yubin.server.sasl.ClientLogins;
import dev.yubin.store.account.Accounts;
import dev.yubin.store.account.Domains;
import java.net.InetAddress;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The administrator's way into an account.
class AccessIT {
  private static final EmailAddress ALICE = EmailAddress.of("alice@example.test");
  private static RunningMailboxService service;

  @BeforeAll
  static void start() {
    service = RunningMailboxService.start();
    service.bean(Domains.class).create("example.test");
    service.bean(Accounts.class).create(ALICE, "yubin-demo", null);
    service.bean(Accounts.class).create(EmailAddress.of("bob@example.test"), "yubin-demo", null);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static HttpAnswer grant(String address, String password) {
    return HttpAnswer.to(
        "POST",
        service.url("/api/v1/accounts/" + address + "/access"),
        HttpAnswer.basic("admin", password),
        "");
  }

  private static Authenticator.Result logIn(String name, String password) {
    return service
        .bean(ClientLogins.class)
        .from(InetAddress.getLoopbackAddress())
        .passwords()
        .authenticate(name, password);
  }

  @Test
  void opensTheAccountAndNoOther() {
    HttpAnswer granted = grant("Alice@example.test", RunningMailboxService.ADMIN_PASSWORD);

    assertThat(granted.status()).isEqualTo(200);
    assertThat(granted.json().path("user").asString()).isEqualTo("alice@example.test");
    String pass = granted.json().path("password").asString();
    assertThat(logIn("alice@example.test", pass))
        .isEqualTo(new Authenticator.Result.Accepted(ALICE));
    assertThat(logIn("bob@example.test", pass)).isInstanceOf(Authenticator.Result.Refused.class);
    assertThat(logIn("alice@example.test", pass + "x"))
        .isInstanceOf(Authenticator.Result.Refused.class);
    assertThat(logIn("alice@example.test", "yubin-demo"))
        .isInstanceOf(Authenticator.Result.Accepted.class);
  }

  @Test
  void opensAnAccountThatMayNotLogIn() {
    EmailAddress gone = EmailAddress.of("gone@example.test");
    service.bean(Accounts.class).create(gone, "yubin-demo", null);
    JdbcClient.create(service.bean(DataSource.class))
        .sql("update account set enabled = false where address = 'gone@example.test'")
        .update();

    String pass =
        grant("gone@example.test", RunningMailboxService.ADMIN_PASSWORD)
            .json()
            .path("password")
            .asString();

    assertThat(logIn("gone@example.test", "yubin-demo"))
        .isInstanceOf(Authenticator.Result.Refused.class);
    assertThat(logIn("gone@example.test", pass)).isEqualTo(new Authenticator.Result.Accepted(gone));
  }

  @Test
  void isForTheAdministratorAlone() {
    assertThat(grant("alice@example.test", "wrong").status()).isEqualTo(401);
    assertThat(grant("nobody@example.test", RunningMailboxService.ADMIN_PASSWORD).status())
        .isEqualTo(404);
  }
}
