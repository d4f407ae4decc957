package dev.yubin.delivery.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "451 | 4.7.1 Greylisted, please come again in 5 minutes | GREYLISTED",
        "450 | 4.2.0 Recipient address rejected: Greylisting in action | GREYLISTED",
        "550 | 5.7.1 Greylisting forever | POLICY",
        "421 | 4.7.28 Our system has detected an unusual rate of mail | RATE",
        "452 | 4.3.1 Too many connections from your address | RATE",
        "554 | 5.7.1 Service unavailable; client host blocked using example.net | BLOCKED",
        "554 | Your address is on a blocklist | BLOCKED",
        "452 | 4.2.2 Mailbox full | MAILBOX_FULL",
        "552 | Quota exceeded | MAILBOX_FULL",
        "550 | 5.1.1 No | NO_SUCH_USER",
        "550 | No such user here | NO_SUCH_USER",
        "552 | 5.3.4 Too big | TOO_LARGE",
        "530 | 5.7.10 Must issue a STARTTLS command first | BAD_TLS",
        "550 | 5.7.26 DMARC | POLICY",
        "554 | 5.6.0 Not a mail | CONTENT",
        "421 | Busy | BUSY",
        "450 | 4.3.2 Come again | BUSY",
        "550 | No | OTHER",
      })
  void knowsWhatHostsMean(int code, String text, Reason reason) {
    Diagnosis why = Diagnosis.of("mx.test", new Reply(code, List.of(text)));
    assertThat(Reason.of(why)).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "4.4.1, UNREACHABLE",
        "4.4.2, UNREACHABLE",
        "4.5.0, UNREACHABLE",
        "4.4.3, NO_ROUTE",
        "5.1.10, NO_ROUTE",
        "4.7.10, BAD_TLS",
        "5.3.4, TOO_LARGE",
        "5.6.3, CONTENT",
        "4.4.7, EXPIRED",
      })
  void knowsWhatWeFoundOurselves(String status, Reason reason) {
    assertThat(Reason.of(Diagnosis.own("", status, "Words"))).isEqualTo(reason);
  }
}
