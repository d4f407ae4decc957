package dev.yubin.smtp.inspection.arc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.MailHeader;
import dev.yubin.smtp.inspection.dkim.Refused;
import dev.yubin.smtp.inspection.dkim.ScriptedRecords;
import dev.yubin.smtp.inspection.dkim.TestMail;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/// Cases from the text of RFC 8617 §5; chains of our own making.
class ArcTest {
  private static final KeyPair RSA = pair();
  private static final String KEY =
      "p=" + Base64.getEncoder().encodeToString(RSA.getPublic().getEncoded());
  private static final ArcVerifier VERIFIER =
      new ArcVerifier(
          new ScriptedRecords(
              Map.of("s._domainkey.one.example", KEY, "s._domainkey.two.example", KEY)));
  private static final TestMail MAIL =
      TestMail.of("From: <a@a.example>\nSubject: Hello\n\nA body.\n\nOf two lines.\n");

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("RSA").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestMail seal(TestMail mail, String domain, ArcVerdict found) {
    ArcSealing sealing =
        new ArcSealer(domain, "s", RSA.getPrivate(), InstantSource.system()).begin(mail.header());
    sealing.write(mail.body(), 0, mail.body().length);
    return mail.with(sealing.finish(found, domain + "; spf=pass"));
  }

  private static ArcResult verify(TestMail mail) {
    ArcVerification verification = VERIFIER.begin(mail.header());
    verification.write(mail.body(), 0, mail.body().length);
    return verification.finish();
  }

  private static TestMail sealedTwice() {
    TestMail once = seal(MAIL, "one.example", verify(MAIL).verdict());
    return seal(once, "two.example", verify(once).verdict());
  }

  private static TestMail changed(String name, String from, String to) {
    TestMail mail = sealedTwice();
    List<HeaderField> fields =
        mail.header().fields().stream()
            .map(field -> field.isNamed(name) ? replaced(field, from, to) : field)
            .toList();
    return new TestMail(new MailHeader(fields), mail.body());
  }

  private static HeaderField replaced(HeaderField field, String from, String to) {
    return HeaderField.of(new String(field.octets(), StandardCharsets.UTF_8).replace(from, to));
  }

  private static TestMail without(String name) {
    TestMail mail = sealedTwice();
    HeaderField dropped = mail.header().first(name).orElseThrow();
    List<HeaderField> fields =
        mail.header().fields().stream().filter(field -> field != dropped).toList();
    return new TestMail(new MailHeader(fields), mail.body());
  }

  @Test
  void passesForTheChainOfTwoHandlers() {
    ArcResult result = verify(sealedTwice());
    assertThat(result.problem()).isEmpty();
    assertThat(result.verdict()).isEqualTo(ArcVerdict.PASS);
    assertThat(result.sealers()).containsExactly("one.example", "two.example");
  }

  /// RFC 8617 §4.2.1.
  @Test
  void passesForAChainOfFiftySetsAndAddsNone() {
    TestMail mail = seal(MAIL, "one.example", ArcVerdict.NONE);
    for (int i = 1; i < ArcChain.MAX_SETS; i++) {
      mail = seal(mail, "two.example", ArcVerdict.PASS);
    }
    assertThat(verify(mail).sealers()).hasSize(50);
    assertThat(seal(mail, "one.example", ArcVerdict.PASS).header().count("ARC-Seal")).isEqualTo(50);
  }

  @Test
  void saysNoneWithoutAChain() {
    assertThat(verify(MAIL).verdict()).isEqualTo(ArcVerdict.NONE);
  }

  @Test
  void failsWhenAnyPartIsChanged() {
    for (TestMail mail :
        List.of(
            changed("Subject", "Hello", "Goodbye"),
            changed("ARC-Authentication-Results", "one.example; spf=pass", "one.example; spf=fail"),
            changed("ARC-Authentication-Results", "two.example; spf=pass", "two.example; spf=fail"),
            changed("ARC-Message-Signature", "d=one.example", "d=two.example"),
            changed("ARC-Seal", "cv=none", "cv=pass"),
            changed("ARC-Seal", "cv=pass", "cv=fail"),
            changed("ARC-Seal", "i=2;", "i=3;"),
            changed("ARC-Seal", "cv=pass", "h=from; cv=pass"),
            new TestMail(sealedTwice().header(), "Another\r\n".getBytes()))) {
      assertThat(verify(mail).verdict()).isEqualTo(ArcVerdict.FAIL);
    }
  }

  @Test
  void failsWhenAFieldOfASetIsMissingOrThereTwice() {
    for (String name : List.of(ArcSet.RESULTS, ArcSet.SIGNATURE, ArcSet.SEAL)) {
      assertThat(verify(without(name)).verdict()).isEqualTo(ArcVerdict.FAIL);
      TestMail mail = sealedTwice();
      TestMail twice = mail.with(List.of(mail.header().first(name).orElseThrow()));
      assertThat(verify(twice).verdict()).isEqualTo(ArcVerdict.FAIL);
    }
  }

  @Test
  void nobodyAddsToAChainThatWasFoundBroken() {
    TestMail broken = changed("Subject", "Hello", "Goodbye");
    TestMail ended = seal(broken, "two.example", ArcVerdict.FAIL);
    assertThat(ended.header().count("ARC-Seal")).isEqualTo(3);
    assertThat(verify(ended).verdict()).isEqualTo(ArcVerdict.FAIL);
    assertThat(seal(ended, "one.example", ArcVerdict.FAIL).header().count("ARC-Seal")).isEqualTo(3);
  }

  @Property(tries = 500)
  void anySetIsReadOrRefused(@ForAll @StringLength(max = 100) String text) {
    String clean = text.replaceAll("[\r\n]", " ");
    List<HeaderField> fields =
        List.of(
            HeaderField.of("ARC-Seal: i=1; cv=none;" + clean + "\r\n"),
            HeaderField.of("ARC-Message-Signature: i=1;" + clean + "\r\n"),
            HeaderField.of("ARC-Authentication-Results: i=1;" + clean + "\r\n"));
    MailHeader header = new MailHeader(fields);
    try {
      ArcChain.read(header).checkStates();
    } catch (Refused e) {
      assertThat(e.problem()).isNotEmpty();
    }
    assertThat(VERIFIER.begin(header).finish().verdict()).isEqualTo(ArcVerdict.FAIL);
  }
}
