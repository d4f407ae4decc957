package dev.yubin.smtp.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeaderFactsTest {

  @Test
  void seesTheFieldsOfTheHeaderAlone() {
    HeaderFacts facts = facts("Received: a\r\nreceived : b\r\n\r\nDate: x\r\nReceived: c\r\n");
    assertThat(facts.received()).isEqualTo(2);
    assertThat(facts.hasDate()).isFalse();
  }

  @Test
  void seesFieldsInAnyCase() {
    HeaderFacts facts = facts("DATE: x\r\nmessage-Id: <y>\r\n");
    assertThat(facts.hasDate()).isTrue();
    assertThat(facts.hasMessageId()).isTrue();
  }

  @Test
  void takesNoFoldedLineAndNoLongerNameForAField() {
    HeaderFacts facts = facts("Subject: x\r\n Date: y\r\nDate-Y: z\r\nMessage-IDs: a\r\n");
    assertThat(facts.hasDate()).isFalse();
    assertThat(facts.hasMessageId()).isFalse();
  }

  private static HeaderFacts facts(String mail) {
    HeaderFacts facts = new HeaderFacts();
    byte[] octets = mail.getBytes(StandardCharsets.UTF_8);
    // In two pieces, as blocks come.
    facts.look(octets, 0, octets.length / 2);
    facts.look(octets, octets.length / 2, octets.length - octets.length / 2);
    return facts;
  }
}
