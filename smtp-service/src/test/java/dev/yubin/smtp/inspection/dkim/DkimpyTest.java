package dev.yubin.smtp.inspection.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Signatures of dkimpy's making, and dkimpy's opinion of ours. Only where it is installed.
class DkimpyTest {
  private static final String MAIL =
      """
      Received: by one.example; Tue, 24 Nov 2026 10:00:00 +0000
      From: "A  B"   <a@a.example>
      To: b@b.example,
      	c@c.example
      Subject:  Lines   that are
        folded	and spaced\s\s
      Date: Tue, 24 Nov 2026 10:00:00 +0000
      Message-ID: <1@a.example>

      A  body\s\s
      \t of lines,

      and empty ones at its end.


      """;

  @TempDir private static Path directory;
  private static Dkimpy dkimpy;
  private static KeyPair rsa;
  private static KeyPair ed25519;
  private static Map<String, String> records;

  @BeforeAll
  static void makeKeys() throws GeneralSecurityException {
    assumeTrue(Dkimpy.isThere(), "dkimpy is installed");
    dkimpy = new Dkimpy(directory);
    rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    ed25519 = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    records =
        Map.of(
            "r._domainkey.a.example", Dkimpy.record(rsa),
            "e._domainkey.a.example", Dkimpy.record(ed25519));
  }

  private static List<DkimResult> verify(TestMail mail) {
    return mail.verify(new DkimVerifier(new ScriptedRecords(records)));
  }

  private static TestMail signedByDkimpy(String algorithm, String form, boolean length)
      throws IOException, InterruptedException {
    boolean isRsa = algorithm.equals("rsa-sha256");
    String key = isRsa ? dkimpy.key(rsa, "r.key") : dkimpy.key(ed25519, "e.key");
    String selector = isRsa ? "r" : "e";
    String mail = Dkimpy.text(TestMail.of(MAIL));
    return TestMail.of(
        dkimpy.run(mail, "sign", selector, "a.example", key, algorithm, form, length ? "1" : "0"));
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-sha256, relaxed/relaxed, false",
    "rsa-sha256, relaxed/simple, false",
    "rsa-sha256, simple/relaxed, false",
    "rsa-sha256, simple/simple, false",
    "rsa-sha256, relaxed/relaxed, true",
    "rsa-sha256, simple/simple, true",
    "ed25519-sha256, relaxed/relaxed, false",
    "ed25519-sha256, simple/simple, false",
  })
  void signaturesOfDkimpyPassAndThoseOfAChangedBodyDoNot(
      String algorithm, String form, boolean length) throws IOException, InterruptedException {
    TestMail signed = signedByDkimpy(algorithm, form, length);

    assertThat(verify(signed))
        .singleElement()
        .satisfies(result -> assertThat(result.passed()).as(result.problem()).isTrue());
    TestMail changed = TestMail.of(Dkimpy.text(signed).replace("A  body", "A baddy"));
    assertThat(verify(changed)).singleElement().matches(result -> !result.passed());
  }

  @Test
  void dkimpyPassesBothSignaturesOfOurs() throws IOException, InterruptedException {
    DkimSigner signer =
        new DkimSigner(
            "a.example",
            List.of(
                new DkimSigner.Key("r", rsa.getPrivate()),
                new DkimSigner.Key("e", ed25519.getPrivate())),
            InstantSource.system());
    TestMail mail = TestMail.of(MAIL);
    DkimSigning signing = signer.begin(mail.header());
    signing.write(mail.body(), 0, mail.body().length);
    String signed = Dkimpy.text(mail.with(signing.finish()));
    String dns = dkimpy.records(records);

    assertThat(dkimpy.run(signed, "verify", dns).lines()).containsExactly("pass", "pass");
    assertThat(dkimpy.run(signed.replace("A  body", "A baddy"), "verify", dns).lines())
        .containsExactly("fail", "fail");
  }
}
