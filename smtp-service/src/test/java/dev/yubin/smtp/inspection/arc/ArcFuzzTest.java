package dev.yubin.smtp.inspection.arc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.smtp.Corpus;
import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.MailHeader;
import dev.yubin.smtp.inspection.dkim.ScriptedRecords;
import java.io.IOException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Sets are read or make the chain fail, whatever they say, and can be sealed over.
class ArcFuzzTest {
  private static final PrivateKey KEY = key();

  private static PrivateKey key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(1024);
      return generator.generateKeyPair().getPrivate();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Property
  void failsOrIsNone(@ForAll("texts") String text) {
    String clean = text.replaceAll("\\R(?! )", " ");
    List<HeaderField> fields = new ArrayList<>();
    for (String name : List.of(ArcSet.SEAL, ArcSet.SIGNATURE, ArcSet.RESULTS)) {
      fields.add(HeaderField.of(name + ":" + clean + "\r\n"));
    }
    MailHeader header = new MailHeader(fields);
    ScriptedRecords dns = new ScriptedRecords(Map.of("s1._domainkey.a.example", text));
    assertThat(new ArcVerifier(dns).begin(header).finish().verdict()).isEqualTo(ArcVerdict.FAIL);
    List<HeaderField> set =
        new ArcSealer("a.example", "s1", KEY, InstantSource.system())
            .begin(header)
            .finish(ArcVerdict.FAIL, "a.example; none");
    assertThat(set).hasSizeBetween(0, 3);
  }

  @Example
  void bearsTheCorpus() throws IOException {
    Corpus.of("arc/sets.txt").forEach(this::failsOrIsNone);
  }

  /// A pattern must neither take for ever nor overflow the stack.
  @Example
  void isBounded() {
    for (String piece : List.of("i=1;", "a=b;", " ", "\r\n ", "=", "cv=fail;", "i=")) {
      failsOrIsNone(piece.repeat(50_000));
      failsOrIsNone(piece.repeat(200));
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "i=1;",
            " i=2;",
            "i=50;",
            "i=51;",
            "v=1",
            "v=DKIM1",
            "; ",
            ";",
            "a=rsa-sha256",
            "a=ed25519-sha256",
            "d=a.example",
            "s=s1",
            "h=from",
            "h=",
            "bh=",
            "b=",
            "AAAA",
            "i=@",
            "i=1",
            "c=relaxed/simple",
            "c=/",
            "l=",
            "0",
            "99999999999999999999",
            "t=",
            "x=",
            "q=dns/txt",
            "p=",
            "MIGf",
            "k=rsa",
            "k=ed25519",
            "t=y:s",
            "=",
            "==",
            ":",
            " ",
            "\t",
            "\r\n ",
            "é",
            "\0",
            "@",
            "cv=none",
            "cv=pass")
        .list()
        .ofMaxSize(30)
        .map(pieces -> String.join("", pieces));
  }
}
