package dev.yubin.delivery.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.Body;
import dev.yubin.mail.DeliverBy;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.OriginalRecipient;
import dev.yubin.mail.Recipient;
import dev.yubin.mail.Recipient.Notify;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvelopeCommandsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");

  @Test
  void tellsWhatIsLeftOfTheTimeToDeliverBy() {
    // RFC 2852 §4.1.4
    assertThat(mailFrom(new DeliverBy(NOW.plusSeconds(98), DeliverBy.Mode.RETURN, true)))
        .isEqualTo("MAIL FROM:<> BY=98;RT");
    assertThat(mailFrom(new DeliverBy(NOW.minusSeconds(5), DeliverBy.Mode.NOTIFY, false)))
        .isEqualTo("MAIL FROM:<> BY=-5;N");
  }

  @Test
  void writesOriginalRecipientsBeyondAsciiInAscii() {
    // RFC 6533 §3
    Recipient recipient =
        new Recipient(
            EmailAddress.of("carol@elsewhere.test"),
            Set.of(),
            Optional.of(new OriginalRecipient("utf-8", "jürgen+a@example.test")));
    Capabilities dsn = new Capabilities(Map.of("DSN", ""));
    assertThat(new EnvelopeCommands(mail(Optional.empty()), dsn, NOW).rcptTo(recipient))
        .isEqualTo("RCPT TO:<carol@elsewhere.test> ORCPT=utf-8;j\\x{FC}rgen\\x{2B}a@example.test");
  }

  @Test
  void asksAHostThatKnowsNoTimeToTellOfDelays() {
    // RFC 2852 §4.1.4.2
    DeliverBy by = new DeliverBy(NOW.plusSeconds(98), DeliverBy.Mode.NOTIFY, false);
    assertThat(notify(by)).isEqualTo(" NOTIFY=FAILURE,DELAY");
    assertThat(notify(by, Notify.SUCCESS)).isEqualTo(" NOTIFY=SUCCESS,DELAY");
    assertThat(notify(by, Notify.NEVER)).isEqualTo(" NOTIFY=NEVER");
    DeliverBy late = new DeliverBy(NOW.minusSeconds(1), DeliverBy.Mode.NOTIFY, false);
    assertThat(notify(late)).isEmpty();
    Capabilities both = new Capabilities(Map.of("DSN", "", "DELIVERBY", ""));
    Recipient carol = Recipient.of(EmailAddress.of("carol@elsewhere.test"));
    assertThat(new EnvelopeCommands(mail(Optional.of(by)), both, NOW).rcptTo(carol))
        .isEqualTo("RCPT TO:<carol@elsewhere.test>");
  }

  private static String notify(DeliverBy by, Notify... asked) {
    Recipient carol =
        new Recipient(EmailAddress.of("carol@elsewhere.test"), Set.of(asked), Optional.empty());
    Capabilities dsn = new Capabilities(Map.of("DSN", ""));
    return new EnvelopeCommands(mail(Optional.of(by)), dsn, NOW)
        .rcptTo(carol)
        .substring("RCPT TO:<carol@elsewhere.test>".length());
  }

  private static String mailFrom(DeliverBy by) {
    Capabilities offered = new Capabilities(Map.of("DELIVERBY", "60"));
    return new EnvelopeCommands(mail(Optional.of(by)), offered, NOW).mailFrom();
  }

  private static Outgoing mail(Optional<DeliverBy> by) {
    MailParameters parameters =
        new MailParameters(
            Body.SEVEN_BIT,
            false,
            Optional.empty(),
            Optional.empty(),
            false,
            by,
            Optional.empty(),
            0);
    return new Outgoing(Optional.empty(), parameters, List.of(), 0, InputStream::nullInputStream);
  }
}
