package dev.yubin.smtp.inspection.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.smtp.Corpus;
import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.MailHeader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Signatures and keys are read or refused, whatever they say.
class DkimFuzzTest {

  @Property
  void isReadOrRefused(@ForAll("texts") String text) {
    Tags.parse(text).ifPresent(tags -> assertThat(tags.values()).isNotEmpty());
    try {
      assertThat(KeyRecord.read(text).key()).isNotNull();
    } catch (Refused e) {
      assertThat(e.problem()).isNotEmpty();
    }
    HeaderField signature =
        HeaderField.of("DKIM-Signature:" + text.replaceAll("\\R(?! )", " ") + "\r\n");
    MailHeader header = new MailHeader(List.of(signature, HeaderField.of("From: a@a.example\r\n")));
    DkimVerification verification =
        new DkimVerifier(new ScriptedRecords(Map.of("s1._domainkey.a.example", text)))
            .begin(header);
    assertThat(verification.finish())
        .singleElement()
        .satisfies(result -> assertThat(result.passed()).isFalse());
  }

  @Example
  void bearsTheCorpus() throws IOException {
    Corpus.of("dkim/tags.txt").forEach(this::isReadOrRefused);
  }

  /// A pattern must neither take for ever nor overflow the stack.
  @Example
  void isBounded() {
    for (String piece :
        List.of(
            "v=1;",
            "a=b;",
            " ",
            "\r\n ",
            "=",
            "a=",
            "p=AAAA",
            ":",
            "é",
            "v=1; a=rsa-sha256; h=from:")) {
      isReadOrRefused(piece.repeat(50_000));
      isReadOrRefused(piece.repeat(200));
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
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
