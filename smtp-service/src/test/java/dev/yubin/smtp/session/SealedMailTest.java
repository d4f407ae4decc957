package dev.yubin.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.dns.RecordType;
import dev.yubin.smtp.inspection.arc.ArcResult;
import dev.yubin.smtp.inspection.arc.ArcVerdict;
import dev.yubin.smtp.inspection.arc.ArcVerification;
import dev.yubin.smtp.inspection.arc.ArcVerifier;
import dev.yubin.smtp.inspection.client.TestZone;
import dev.yubin.smtp.inspection.dkim.TestMail;
import dev.yubin.smtp.signing.TestKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mail that an alias hands on, from hop to hop, each of them this server (RFC 8617 §5.1).
class SealedMailTest {
  private static final String MAIL =
      "From: Ann <ann@good.test>\r\nTo: away@example.test\r\nSubject: Hi\r\n\r\nHello\r\n";

  @TempDir static Path certificates;

  private final TestZone dns =
      new TestZone().with(RecordType.TXT, "s1._domainkey.example.test", TestKeys.RECORD);
  private TestServer server;

  @BeforeEach
  void start() {
    server =
        new TestServer(
            certificates,
            TestServer.Setting.of(TestServer.properties(List.of()))
                .judging(Map.of(), Optional.of(dns)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void passesAtTheNextHost() throws IOException {
    ArcResult result = verify(handOn(MAIL));
    assertThat(result.problem()).isEmpty();
    assertThat(result.verdict()).isEqualTo(ArcVerdict.PASS);
    assertThat(result.sealers()).containsExactly("example.test");
  }

  @Test
  void passesAfterSeveralHosts() throws IOException {
    String mail = handOn(handOn(handOn(MAIL)));
    assertThat(verify(mail).sealers()).hasSize(3);
    assertThat(mail)
        .contains("ARC-Authentication-Results: i=3; mx.example.test;")
        .contains(" arc=pass");
  }

  @Test
  void failsWhenItIsAlteredOnTheWay() throws IOException {
    String sealed = handOn(MAIL);
    for (String altered :
        List.of(
            sealed.replace("Hello", "Goodbye"),
            sealed.replace("Subject: Hi", "Subject: Ho"),
            sealed.replace("\r\nARC-Seal: i=1", "\r\nARC-Seal: i=2"),
            sealed.replace("cv=none", "cv=pass"))) {
      assertThat(altered).isNotEqualTo(sealed);
      assertThat(verify(altered).verdict()).isEqualTo(ArcVerdict.FAIL);
    }
  }

  /// RFC 8617 §5.1.2: the break is sealed once, by whoever finds it.
  @Test
  void endsTheChainThatItFindsBroken() throws IOException {
    String ended = handOn(handOn(MAIL).replace("Hello", "Goodbye"));
    assertThat(ended).contains("ARC-Seal: i=2;").contains("cv=fail").contains(" arc=fail");
    assertThat(handOn(ended)).doesNotContain("i=3;");
  }

  /// RFC 8617 §5.2.1: there is no trying again.
  @Test
  void endsTheChainWhoseKeysCannotBeAskedFor() throws IOException {
    String sealed = handOn(MAIL);
    dns.failing(RecordType.TXT, "s1._domainkey.example.test");
    assertThat(handOn(sealed)).contains("ARC-Seal: i=2;").contains("cv=fail");
  }

  /// @return the mail as it leaves
  private String handOn(String mail) throws IOException {
    try (SmtpClient client = new SmtpClient(server.address("mx"))) {
      client.reply();
      client.ask("EHLO client.test");
      client.ask("MAIL FROM:<ann@good.test>");
      client.ask("RCPT TO:<away@example.test>");
      client.ask("DATA");
      client.send(mail + ".\r\n");
      assertThat(client.reply()).startsWith("250 ");
    }
    return new String(server.accepted().getLast().octets(), StandardCharsets.UTF_8);
  }

  private ArcResult verify(String text) {
    TestMail mail = TestMail.of(text);
    ArcVerification verification = new ArcVerifier(dns).begin(mail.header());
    verification.write(mail.body(), 0, mail.body().length);
    return verification.finish();
  }
}
