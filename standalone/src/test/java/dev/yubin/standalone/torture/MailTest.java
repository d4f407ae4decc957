package dev.yubin.standalone.torture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailTest {
  private static final Mail MAIL = new Mail("m0-1", "s0", List.of("u0@torture.test"), 5_000, 7);

  @Test
  void knowsItsOwnAfterFieldsWereAdded() {
    byte[] received = ("Received: from a\r\n" + text(MAIL.octets())).getBytes(ISO_8859_1);

    assertThat(Mail.read(received)).contains(new Mail.Mark("m0-1", true));
  }

  @Test
  void seesThatTheEndIsMissing() {
    byte[] octets = MAIL.octets();

    assertThat(Mail.read(Arrays.copyOf(octets, octets.length - 1)))
        .contains(new Mail.Mark("m0-1", false));
  }

  @Test
  void doesNotTakeAReportThatQuotesItForTheMail() {
    byte[] report = ("Subject: Undelivered\r\n\r\n" + text(MAIL.octets())).getBytes(ISO_8859_1);

    assertThat(Mail.read(report)).isEmpty();
  }

  private static String text(byte[] octets) {
    return new String(octets, ISO_8859_1);
  }
}
