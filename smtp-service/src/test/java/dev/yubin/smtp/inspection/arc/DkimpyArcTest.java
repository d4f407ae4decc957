package dev.yubin.smtp.inspection.arc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.yubin.smtp.inspection.dkim.Dkimpy;
import dev.yubin.smtp.inspection.dkim.ScriptedRecords;
import dev.yubin.smtp.inspection.dkim.TestMail;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Chains in which we and dkimpy seal in turn. Only where it is installed.
class DkimpyArcTest {
  private static final String MAIL =
      """
      Authentication-Results: one.example; spf=pass smtp.mailfrom=a.example
      Authentication-Results: two.example; spf=fail smtp.mailfrom=a.example
      From: <a@a.example>
      To: list@one.example
      Subject: Hello
      Date: Tue, 24 Nov 2026 10:00:00 +0000
      Message-ID: <1@a.example>

      A body.

      """;

  @TempDir private static Path directory;
  private static Dkimpy dkimpy;
  private static KeyPair rsa;
  private static Map<String, String> records;

  @BeforeAll
  static void makeKey() throws GeneralSecurityException {
    assumeTrue(Dkimpy.isThere(), "dkimpy is installed");
    dkimpy = new Dkimpy(directory);
    rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    records =
        Map.of(
            "s._domainkey.one.example", Dkimpy.record(rsa),
            "s._domainkey.two.example", Dkimpy.record(rsa),
            "s._domainkey.three.example", Dkimpy.record(rsa));
  }

  private static ArcResult verify(TestMail mail) {
    ArcVerification verification =
        new ArcVerifier(new ScriptedRecords(records)).begin(mail.header());
    verification.write(mail.body(), 0, mail.body().length);
    return verification.finish();
  }

  private static TestMail sealedByUs(TestMail mail, String domain) {
    ArcSealing sealing =
        new ArcSealer(domain, "s", rsa.getPrivate(), InstantSource.system()).begin(mail.header());
    sealing.write(mail.body(), 0, mail.body().length);
    return mail.with(sealing.finish(verify(mail).verdict(), domain + "; spf=pass"));
  }

  private static TestMail sealedByDkimpy(TestMail mail, String domain)
      throws IOException, InterruptedException {
    String key = dkimpy.key(rsa, "s.key");
    return TestMail.of(dkimpy.run(Dkimpy.text(mail), "seal", "s", domain, key));
  }

  private static void assertThatBothSay(ArcVerdict verdict, TestMail mail)
      throws IOException, InterruptedException {
    ArcResult ours = verify(mail);
    assertThat(ours.verdict()).as(ours.problem()).isEqualTo(verdict);
    assertThat(dkimpy.run(Dkimpy.text(mail), "chain", dkimpy.records(records)).strip())
        .isEqualTo(verdict.toString());
  }

  private static TestMail changed(TestMail mail) {
    return TestMail.of(Dkimpy.text(mail).replace("A body", "A baddy"));
  }

  @Test
  void aMailWithoutSealsHasNoChain() throws IOException, InterruptedException {
    assertThatBothSay(ArcVerdict.NONE, TestMail.of(MAIL));
  }

  @Test
  void weSealOnTopOfDkimpyAndBothPassIt() throws IOException, InterruptedException {
    TestMail mail = sealedByDkimpy(TestMail.of(MAIL), "one.example");
    assertThatBothSay(ArcVerdict.PASS, mail);
    assertThatBothSay(ArcVerdict.PASS, sealedByUs(mail, "three.example"));
  }

  @Test
  void dkimpySealsOnTopOfUsAndBothPassIt() throws IOException, InterruptedException {
    TestMail mail = sealedByUs(TestMail.of(MAIL), "three.example");
    assertThatBothSay(ArcVerdict.PASS, mail);
    assertThatBothSay(ArcVerdict.PASS, sealedByDkimpy(mail, "two.example"));
  }

  @Test
  void bothFailAChainWhoseLastBodyWasChanged() throws IOException, InterruptedException {
    assertThatBothSay(ArcVerdict.FAIL, changed(sealedByDkimpy(TestMail.of(MAIL), "one.example")));
    assertThatBothSay(ArcVerdict.FAIL, changed(sealedByUs(TestMail.of(MAIL), "three.example")));
  }
}
