package dev.yubin.smtp.inspection.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class DkimSigningTest {
  private static final KeyPair RSA = pair("RSA");
  private static final KeyPair ED25519 = pair("Ed25519");
  private static final ScriptedRecords DNS =
      new ScriptedRecords(
          Map.of(
              "r._domainkey.a.example", "p=" + base64(RSA, 0),
              "e._domainkey.a.example", "k=ed25519; p=" + base64(ED25519, 12)));
  private final DkimSigner signer =
      new DkimSigner(
          "a.example",
          List.of(
              new DkimSigner.Key("r", RSA.getPrivate()),
              new DkimSigner.Key("e", ED25519.getPrivate())),
          InstantSource.system());

  private static KeyPair pair(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(KeyPair pair, int from) {
    byte[] octets = pair.getPublic().getEncoded();
    return Base64.getEncoder().encodeToString(Arrays.copyOfRange(octets, from, octets.length));
  }

  @Property(tries = 200)
  void whatIsSignedVerifiesHoweverItsBlocksAreCut(
      @ForAll @StringLength(max = 300) @Chars({' ', '\t', '\n', 'a', '.'}) String body,
      @ForAll @StringLength(max = 90) @CharRange(from = ' ', to = '~') String subject,
      @ForAll @IntRange(min = 1, max = 40) int block) {
    TestMail mail =
        TestMail.of(
            "From: <a@a.example>\nSubject: " + subject + "\n  folded\nList-Id: x\n\n" + body);
    DkimSigning signing = signer.begin(mail.header());
    for (int at = 0; at < mail.body().length; at += block) {
      signing.write(mail.body(), at, Math.min(block, mail.body().length - at));
    }
    TestMail signed = mail.with(signing.finish());
    List<DkimResult> results = signed.verify(new DkimVerifier(DNS));
    assertThat(results).extracting(DkimResult::problem).containsExactly("", "");
    signed
        .header()
        .named("DKIM-Signature")
        .map(field -> new String(field.octets()))
        .forEach(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 78));
  }

  /// RFC 8616 §5.
  @Example
  void findsTheKeyOfAULabel() {
    DkimSigner international =
        new DkimSigner(
            "bücher.example",
            List.of(new DkimSigner.Key("r", RSA.getPrivate())),
            InstantSource.system());
    TestMail mail = TestMail.of("From: <a@bücher.example>\n\nHi\n");
    DkimSigning signing = international.begin(mail.header());
    signing.write(mail.body(), 0, mail.body().length);
    ScriptedRecords dns =
        new ScriptedRecords(Map.of("r._domainkey.xn--bcher-kva.example", "p=" + base64(RSA, 0)));
    assertThat(mail.with(signing.finish()).verify(new DkimVerifier(dns)))
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.passed()).as(result.problem()).isTrue();
              assertThat(result.domain()).isEqualTo("xn--bcher-kva.example");
            });
  }

  @Property(tries = 1_000)
  void anyTextIsReadOrRefused(@ForAll @StringLength(max = 300) String text) {
    Tags.parse(text);
    Tags.parse("v=1; " + text);
    for (String record : List.of(text, "p=" + text, "k=ed25519; p=" + text)) {
      try {
        KeyRecord.read(record);
      } catch (Refused e) {
        assertThat(e.problem()).isNotEmpty();
      }
    }
  }
}
