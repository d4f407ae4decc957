package dev.yubin.smtp.inspection.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.smtp.Corpus;
import dev.yubin.smtp.inspection.dkim.ScriptedRecords;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Policy records are read or are none, whatever they say.
class DmarcFuzzTest {

  @Property
  void isReadOrIsNone(@ForAll("texts") String text) {
    DmarcRecord.parse(text)
        .ifPresent(record -> assertThat(record.aggregateReports()).hasSizeLessThanOrEqualTo(10));
    Dmarc dmarc = new Dmarc(new ScriptedRecords(Map.of("_dmarc.a.example", text)));
    DmarcResult result = dmarc.check("a.example", Optional.empty(), List.of());
    assertThat(result.verdict()).isNotEqualTo(DmarcVerdict.PASS);
  }

  @Example
  void bearsTheCorpus() throws IOException {
    Corpus.of("dmarc/records.txt").forEach(this::isReadOrIsNone);
  }

  /// A pattern must neither take for ever nor overflow the stack.
  @Example
  void isBounded() {
    for (String piece : List.of("v=DMARC1;", "p=reject;", ",mailto:a@b", "rua=", ";", " ", "=")) {
      isReadOrIsNone(piece.repeat(50_000));
      isReadOrIsNone(piece.repeat(200));
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "v=DMARC1",
            "v=dmarc1",
            ";",
            "; ",
            "p=",
            "none",
            "quarantine",
            "reject",
            "sp=",
            "np=",
            "adkim=",
            "aspf=",
            "r",
            "s",
            "t=y",
            "psd=",
            "y",
            "n",
            "u",
            "rua=",
            "ruf=",
            "mailto:a@b.example",
            "!10m",
            ",",
            "pct=100",
            "fo=1:d:s",
            "ri=86400",
            "=",
            ":",
            " ",
            "\t",
            "é",
            "\0")
        .list()
        .ofMaxSize(30)
        .map(pieces -> String.join("", pieces));
  }
}
