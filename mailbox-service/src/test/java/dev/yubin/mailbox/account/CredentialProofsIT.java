package dev.yubin.mailbox.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.auth.CredentialProofs;
import dev.yubin.auth.ScramKeys;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.HttpAnswer;
import dev.yubin.mailbox.RunningMailboxService;
import dev.yubin.server.sasl.Authenticator;
import dev.yubin.store.account.Accounts;
import dev.yubin.store.account.Domains;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

class CredentialProofsIT {
  private static final String AUTH_MESSAGE = "n=dave,r=x,r=xy,s=,i=1,c=biws,r=xy";
  private static RunningMailboxService service;
  private static CredentialProofs proofs;

  @BeforeAll
  static void start() {
    service = RunningMailboxService.start();
    RestClient client =
        RestClient.builder()
            .baseUrl(service.url(""))
            .defaultHeader("Authorization", "Bearer " + RunningMailboxService.SERVICES_SECRET)
            .build();
    proofs =
        HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
            .build()
            .createClient(CredentialProofs.class);
    service.bean(Domains.class).create("proofs.test");
    create("dave@proofs.test");
  }

  private static void create(String address) {
    service.bean(Accounts.class).create(EmailAddress.of(address), "yubin-demo", null);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static CredentialProofs.Verdict prove(String address, String password) {
    CredentialProofs.Salt salt = proofs.salt(address);
    byte[] proof = ScramKeys.clientProof(password, salt.salt(), salt.iterations(), AUTH_MESSAGE);
    return proofs.verify(address, new CredentialProofs.Proof(AUTH_MESSAGE, proof, "192.0.2.7"));
  }

  @Test
  void acceptsTheProofOfThePassword() {
    CredentialProofs.Salt salt = proofs.salt("Dave@Proofs.test");

    CredentialProofs.Verdict verdict = prove("Dave@Proofs.test", "yubin-demo");

    assertThat(verdict.accepted()).isTrue();
    assertThat(verdict.account()).isEqualTo("dave@proofs.test");
    assertThat(verdict.serverSignature())
        .isEqualTo(
            ScramKeys.of("yubin-demo", salt.salt(), salt.iterations())
                .serverSignature(AUTH_MESSAGE));
  }

  @Test
  void refusesTheProofOfAnotherPassword() {
    CredentialProofs.Verdict verdict = prove("dave@proofs.test", "another");

    assertThat(verdict.accepted()).isFalse();
    assertThat(verdict.account()).isEmpty();
    assertThat(verdict.serverSignature()).isEmpty();
  }

  @Test
  void doesNotTellWhoExists() {
    CredentialProofs.Salt nobody = proofs.salt("nobody@proofs.test");
    CredentialProofs.Salt dave = proofs.salt("dave@proofs.test");

    assertThat(nobody.iterations()).isEqualTo(dave.iterations());
    assertThat(nobody.salt()).hasSameSizeAs(dave.salt());
    assertThat(proofs.salt("Nobody@proofs.test").salt()).isEqualTo(nobody.salt());
    assertThat(proofs.salt("noaddress").salt()).isNotEqualTo(nobody.salt());
    assertThat(prove("nobody@proofs.test", "yubin-demo").accepted()).isFalse();
  }

  @Test
  void wantsTheServicesSecret() {
    String url = service.url("/internal/v1/credentials/dave@proofs.test/salt");

    for (String authorization :
        new String[] {
          "", "Bearer wrong", HttpAnswer.basic("admin", RunningMailboxService.ADMIN_PASSWORD)
        }) {
      assertThat(HttpAnswer.to("GET", url, authorization, "").status()).isEqualTo(401);
    }
  }

  @Test
  void logsInWithoutRegardToCaseAndForgetsWhoIsDeleted() {
    create("erin@proofs.test");
    Authenticator authenticator =
        service
            .bean(AccountAuthenticator.class)
            .from(InetAddress.ofLiteral("192.0.2.8"))
            .passwords();

    assertThat(authenticator.authenticate("ERIN@Proofs.test", "yubin-demo"))
        .isEqualTo(new Authenticator.Result.Accepted(EmailAddress.of("erin@proofs.test")));
    assertThat(authenticator.authenticate("erin@proofs.test", "Yubin-demo"))
        .isEqualTo(new Authenticator.Result.Refused());
    assertThat(authenticator.authenticate("erin", "yubin-demo"))
        .isEqualTo(new Authenticator.Result.Refused());

    HttpAnswer deleted =
        HttpAnswer.to(
            "DELETE",
            service.url("/api/v1/accounts/erin@proofs.test"),
            HttpAnswer.basic("admin", RunningMailboxService.ADMIN_PASSWORD),
            "");
    assertThat(deleted.status()).isEqualTo(204);
    await()
        .until(
            () -> authenticator.authenticate("erin@proofs.test", "yubin-demo"),
            new Authenticator.Result.Refused()::equals);
  }

  @Test
  void bearsAnyTextAsAName() {
    String longName = "x".repeat(2000);

    assertThat(proofs.salt(longName).salt()).hasSize(16);
    assertThat(proofs.salt("a b@c\u00e9").salt()).hasSize(16);
  }
}
