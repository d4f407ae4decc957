package dev.yubin.mailbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mailbox.HttpAnswer;
import dev.yubin.mailbox.RunningMailboxService;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DomainKeysIT {
  private static RunningMailboxService service;

  @BeforeAll
  static void start() {
    service = RunningMailboxService.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static HttpAnswer ask(String method, String path, String body) {
    String admin = HttpAnswer.basic("admin", RunningMailboxService.ADMIN_PASSWORD);
    return HttpAnswer.to(method, service.url("/api/v1/domains" + path), admin, body);
  }

  @Test
  void tellsWhatToPublishAndTurnsTheKeys() {
    ask("POST", "", "{\"name\":\"keys.test\"}");

    HttpAnswer dns = ask("GET", "/keys.test/dns", "");

    assertThat(dns.status()).isEqualTo(200);
    List<String> values = dns.json().findValuesAsString("value");
    assertThat(values).hasSize(12).contains("10 mail.example.test.", "\"v=spf1 mx -all\"");
    // RFC 8314 §5.1, RFC 6186 §3.
    assertThat(values.subList(6, 12))
        .allSatisfy(value -> assertThat(value).matches("\\d+ 1 \\d+ mail\\.example\\.test\\."))
        .endsWith("0 1 465 mail.example.test.", "10 1 587 mail.example.test.");
    assertThat(dns.json().findValuesAsString("name"))
        .contains("_imaps._tcp.keys.test.", "_submissions._tcp.keys.test.");
    assertThat(values.get(2)).startsWith("\"v=DKIM1; k=rsa; p=").contains("\" \"");
    assertThat(values.get(3)).startsWith("\"v=DKIM1; k=ed25519; p=").doesNotContain("\" \"");
    HttpAnswer turned = ask("POST", "/keys.test/dkim-keys/rotate", "");
    assertThat(turned.status()).isEqualTo(200);
    assertThat(turned.json().size()).isEqualTo(14);
    assertThat(ask("GET", "/nobody.test/dns", "").status()).isEqualTo(404);
    assertThat(ask("POST", "/nobody.test/dkim-keys/rotate", "").status()).isEqualTo(404);
  }

  @Test
  void givesPrivateKeysToServicesAlone() {
    ask("POST", "", "{\"name\":\"signing.test\"}");
    String url = service.url("/internal/v1/dkim-keys/signing.test");
    String secret = "Bearer " + RunningMailboxService.SERVICES_SECRET;
    String admin = HttpAnswer.basic("admin", RunningMailboxService.ADMIN_PASSWORD);

    assertThat(HttpAnswer.to("GET", url, secret, "").json().findValuesAsString("algorithm"))
        .containsExactly("rsa", "ed25519");
    assertThat(HttpAnswer.to("GET", url, admin, "").status()).isEqualTo(401);
  }
}
