package dev.yubin.smtp.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HeaderCollectorTest {
  private static final String MAIL =
      "Received: a\r\nreceived : b\r\nSubject: x\r\n\ty: z\r\n\r\nDate: x\r\n";

  @Property
  void seesTheFieldsOfTheHeaderHoweverItWasCut(@ForAll @IntRange(min = 1, max = 60) int block) {
    HeaderCollector collector = collect(MAIL, block);
    MailHeader header = collector.header();
    assertThat(header.count("Received")).isEqualTo(2);
    assertThat(header.count("Date")).isZero();
    assertThat(header.first("subject")).map(HeaderField::value).contains("x\ty: z");
    assertThat(collector.remainder()).containsExactly('\r', '\n');
  }

  @Test
  void endsBeforeALineThatIsNoField() {
    HeaderCollector collector = collect("Subject: x\r\nHello, here: y\r\nDate: z\r\n", 100);
    assertThat(collector.header().fields()).hasSize(1);
    assertThat(new String(collector.remainder(), StandardCharsets.UTF_8))
        .isEqualTo("Hello, here: y\r\n");
  }

  @Test
  void aMailMayBeAHeaderAlone() {
    HeaderCollector collector = collect("Subject: x\r\nDate: z\r\n", 100);
    collector.end();
    assertThat(collector.header().fields()).hasSize(2);
    assertThat(collector.remainder()).isEmpty();
  }

  @Test
  void refusesMoreFieldsAndOctetsThanAnyMailHas() {
    assertThat(collect("X: y\r\n".repeat(2_001), 1_000).isTooLarge()).isTrue();
    assertThat(collect("X: y\r\n" + " z\r\n".repeat(70_000), 1_000).isTooLarge()).isTrue();
    assertThat(collect("X: y\r\n".repeat(2_000), 1_000).isTooLarge()).isFalse();
  }

  private static HeaderCollector collect(String mail, int block) {
    HeaderCollector collector = new HeaderCollector();
    byte[] octets = mail.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < octets.length && !collector.isComplete(); i += block) {
      collector.take(octets, i, Math.min(block, octets.length - i));
    }
    return collector;
  }
}
