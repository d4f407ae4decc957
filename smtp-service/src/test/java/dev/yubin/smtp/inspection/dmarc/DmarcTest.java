package dev.yubin.smtp.inspection.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.smtp.inspection.dkim.ScriptedRecords;
import dev.yubin.smtp.inspection.dkim.TestMail;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DmarcTest {
  private static final Dmarc DMARC =
      new Dmarc(
          new ScriptedRecords(
              Map.of(
                  "_dmarc.org.example", "v=DMARC1; p=reject; sp=quarantine; np=none",
                  "a.org.example", "exists",
                  "_dmarc.strict.example", "v=DMARC1; p=reject; adkim=s; aspf=s; pct=10",
                  "_dmarc.test.example", "v=DMARC1; p=reject; t=y",
                  "_dmarc.bank", "v=DMARC1; p=reject; psd=y",
                  "_dmarc.unit.big.example", "v=DMARC1; p=none; psd=n",
                  "_dmarc.big.example", "v=DMARC1; p=reject",
                  "_dmarc.broken.example", "!")));

  private static DmarcResult check(String from, String... dkim) {
    return DMARC.check(from, Optional.empty(), List.of(dkim));
  }

  private static DmarcVerdict verdict(String from, String... dkim) {
    return check(from, dkim).verdict();
  }

  @Test
  void passesWithAnAlignedSignatureOrSpf() {
    assertThat(verdict("org.example", "mail.org.example")).isEqualTo(DmarcVerdict.PASS);
    assertThat(verdict("org.example", "other.example")).isEqualTo(DmarcVerdict.FAIL);
    assertThat(DMARC.check("org.example", Optional.of("b.org.example"), List.of()).verdict())
        .isEqualTo(DmarcVerdict.PASS);
  }

  @Test
  void wantsTheSameDomainWhenStrict() {
    assertThat(verdict("strict.example", "strict.example")).isEqualTo(DmarcVerdict.PASS);
    assertThat(verdict("strict.example", "a.strict.example")).isEqualTo(DmarcVerdict.FAIL);
  }

  @Test
  void tellsTheDomainFromItsSubdomainsAndFromThoseThatAreNot() {
    assertThat(check("org.example").policy()).isEqualTo(DmarcPolicy.REJECT);
    assertThat(check("a.org.example").policy()).isEqualTo(DmarcPolicy.QUARANTINE);
    assertThat(check("none.org.example").policy()).isEqualTo(DmarcPolicy.NONE);
    assertThat(check("test.example").policy()).isEqualTo(DmarcPolicy.QUARANTINE);
  }

  @Test
  void separatesTheDomainsUnderAPublicSuffix() {
    assertThat(verdict("mail.mine.bank", "mine.bank")).isEqualTo(DmarcVerdict.PASS);
    assertThat(verdict("mine.bank", "yours.bank")).isEqualTo(DmarcVerdict.FAIL);
    assertThat(verdict("unit.big.example", "big.example")).isEqualTo(DmarcVerdict.FAIL);
  }

  @Test
  void walksUpInEightStepsAtMost() {
    assertThat(TreeWalk.names("a.b.c.d.e.f.g.h.i.j.example.com"))
        .hasSize(8)
        .startsWith("a.b.c.d.e.f.g.h.i.j.example.com", "f.g.h.i.j.example.com")
        .endsWith("com");
  }

  @Test
  void saysNoneOrErrorWithoutAPolicy() {
    assertThat(verdict("unknown.example", "unknown.example")).isEqualTo(DmarcVerdict.NONE);
    assertThat(verdict("broken.example")).isEqualTo(DmarcVerdict.TEMPERROR);
    for (String from : List.of("From: a@a.example, b@b.example", "To: x@y.example", "From: x")) {
      DmarcResult result =
          DMARC.check(TestMail.of(from + "\n\n").header(), Optional.empty(), List.of());
      assertThat(result.verdict()).isEqualTo(DmarcVerdict.PERMERROR);
    }
  }

  @Test
  void readsRecords() {
    assertThat(DmarcRecord.parse("v=DMARC1; p=bad; rua=mailto:a@b.example").orElseThrow().policy())
        .isEqualTo(DmarcPolicy.NONE);
    assertThat(DmarcRecord.parse("v=DMARC1; p=bad")).isEmpty();
    assertThat(DmarcRecord.parse("v=DMARC1; p=reject; sp=bad")).isEmpty();
    assertThat(DmarcRecord.parse("v=DMARC1; p=reject; np=bad; rua=mailto:a@b.example"))
        .hasValueSatisfying(
            record ->
                assertThat(List.of(record.policy(), record.missingPolicy()))
                    .containsOnly(DmarcPolicy.NONE));
    assertThat(DmarcRecord.parse("v=DMARC1").orElseThrow().policy()).isEqualTo(DmarcPolicy.NONE);
    assertThat(DmarcRecord.parse("p=none; v=DMARC1")).isEmpty();
    assertThat(DmarcRecord.parse("v=spf1 -all")).isEmpty();
  }

  @Property(tries = 1_000)
  void anyTextIsReadOrIgnored(@ForAll @StringLength(max = 200) String text) {
    DmarcRecord.parse(text);
    DmarcRecord.parse("v=DMARC1;" + text);
    DMARC.check(text, Optional.of(text), List.of());
  }
}
