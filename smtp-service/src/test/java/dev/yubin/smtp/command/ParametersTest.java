package dev.yubin.smtp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.DeliverBy;
import dev.yubin.mail.Hold;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.MailParameters.Returned;
import dev.yubin.mail.OriginalRecipient;
import dev.yubin.mail.Recipient.Notify;
import dev.yubin.mail.Xtext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What MAIL and RCPT ask for.
class ParametersTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  @Test
  void ofMailAreRead() {
    MailParameters asked =
        mail("RET=hdrs ENVID=a+2Bb REQUIRETLS BY=120;nt HOLDFOR=60 MT-PRIORITY=-9 BODY=BINARYMIME");
    assertThat(asked.returned()).contains(Returned.HDRS);
    assertThat(asked.envelopeId()).contains("a+b");
    assertThat(asked.requireTls()).isTrue();
    assertThat(asked.deliverBy())
        .contains(new DeliverBy(NOW.plusSeconds(120), DeliverBy.Mode.NOTIFY, true));
    assertThat(asked.hold()).contains(new Hold(NOW.plusSeconds(60), "for;60"));
    assertThat(asked.priority()).isEqualTo(-9);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T10:00:00Z, 2026-11-24T10:00:00Z",
    "2026-11-24T10:00:00+09:00,",
    "2026-11-24T19:00:00+09:00, 2026-11-24T10:00:00Z",
    "2026-11-24t10:00:00.5z, 2026-11-24T10:00:00.5Z",
    "2026-11-24T10:00Z,",
    "2026-11-31T10:00:00Z,",
    "2026-11-24,"
  })
  void holdUntilTimesToCome(String value, Instant expected) {
    SmtpCommand command = parse("MAIL FROM:<a@b.test> HOLDUNTIL=" + value);
    if (expected == null) {
      assertThat(command).isInstanceOf(Rejected.class);
    } else {
      assertThat(((MailFrom) command).parameters().hold())
          .contains(new Hold(expected, "until;" + value));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BY=1",
        "BY=;R",
        "BY=1;",
        "BY=1;T",
        "BY=0000000001;N",
        "HOLDFOR=0",
        "HOLDFOR=1234567890",
        "HOLDFOR=-1",
        "MT-PRIORITY=-0",
        "MT-PRIORITY=+1",
        "MT-PRIORITY=09",
        "MT-PRIORITY",
        "RET",
        "ENVID",
        "REQUIRETLS=1",
        "AUTH"
      })
  void ofMailAreRefused(String parameter) {
    assertThat(parse("MAIL FROM:<a@b.test> " + parameter))
        .isInstanceOfSatisfying(
            Rejected.class, r -> assertThat(r.reply().toWire()).startsWith("501 5.5.4 "));
  }

  /// RFC 3461 §4.4 and §4.2.
  @Test
  void areNoLongerThanTheyMayBe() {
    assertThat(parse("MAIL FROM:<a@b.test> ENVID=" + "+2B".repeat(33) + "x"))
        .isInstanceOf(MailFrom.class);
    assertThat(parse("MAIL FROM:<a@b.test> ENVID=" + "+2B".repeat(33) + "xx"))
        .isInstanceOf(Rejected.class);
    assertThat(parse("RCPT TO:<a@b.test> ORCPT=rfc822;" + "x".repeat(493)))
        .isInstanceOf(RcptTo.class);
    assertThat(parse("RCPT TO:<a@b.test> ORCPT=rfc822;" + "x".repeat(494)))
        .isInstanceOf(Rejected.class);
  }

  @Test
  void ofRcptAreRead() {
    RcptTo rcpt = (RcptTo) parse("RCPT TO:<a@b.test> NOTIFY=DELAY,success ORCPT=rfc822;a+3D@b");
    assertThat(rcpt.notifications()).containsExactlyInAnyOrder(Notify.SUCCESS, Notify.DELAY);
    assertThat(rcpt.original()).contains(new OriginalRecipient("rfc822", "a=@b"));
    assertThat(rcpt.international()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NOTIFY=",
        "NOTIFY=,",
        "NOTIFY=SUCCESS,",
        "NOTIFY=SUCCESS,NEVER",
        "NOTIFY=ALWAYS",
        "ORCPT=;a",
        "ORCPT=rfc822",
        "ORCPT=a@b;c",
        "ORCPT=rfc822;ü",
        "ORCPT=rfc822;+0A",
        "ORCPT=utf-8;+",
        "ORCPT=utf-8;\\x{A}",
        "ORCPT=utf-8;\\x{0A}",
        "ORCPT=utf-8;\\x{D800}",
        "ORCPT=utf-8;\\x{110000}",
        "ORCPT=utf-8;\\x{7F}",
        "ORCPT=utf-8;a\\b",
        "ORCPT=utf-8;",
        "ORCPT=utf-8;\\x{2028}"
      })
  void ofRcptAreRefused(String parameter) {
    assertThat(parse("RCPT TO:<a@b.test> " + parameter))
        .isInstanceOfSatisfying(
            Rejected.class, r -> assertThat(r.reply().toWire()).startsWith("501 5.5.4 "));
  }

  /// RFC 6533 §3.
  @Test
  void ofRcptTellOfAddressesBeyondAscii() {
    RcptTo ascii = (RcptTo) parse("RCPT TO:<a@b.test> ORCPT=utf-8;\\x{2B}\\x{1F4EE}@b.test");
    assertThat(ascii.original()).contains(new OriginalRecipient("utf-8", "+\uD83D\uDCEE@b.test"));
    assertThat(ascii.international()).isFalse();
    RcptTo utf8 = (RcptTo) parse("RCPT TO:<a@b.test> ORCPT=UTF-8;é\\x{5C}@b.test");
    assertThat(utf8.original()).contains(new OriginalRecipient("UTF-8", "é\\@b.test"));
    assertThat(utf8.international()).isTrue();
  }

  @Property
  void xtextIsReadBack(
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(min = 1, max = 30) String text) {
    assertThat(mail("ENVID=" + Xtext.encode(text)).envelopeId()).contains(text);
  }

  private static MailParameters mail(String parameters) {
    return ((MailFrom) parse("MAIL FROM:<a@b.test> " + parameters)).parameters();
  }

  private static SmtpCommand parse(String line) {
    return CommandParser.parse(line.getBytes(StandardCharsets.UTF_8), NOW);
  }
}
