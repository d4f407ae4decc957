package dev.yubin.mailbox.imap.sort;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mime.Address;
import dev.yubin.mime.HeaderFields;
import dev.yubin.mime.MimeScanner;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.jspecify.annotations.Nullable;

class StoredEnvelopeTest {
  private static StoredEnvelope of(String header) {
    return StoredEnvelope.of(MimeScanner.scan((header + "\r\n").getBytes(ISO_8859_1)).envelope());
  }

  @Example
  void readsWhatSortingLooksAt() {
    StoredEnvelope envelope =
        of(
            """
            Date: Tue, 1 Feb 1994 12:00:00 +0000
            Subject: "quoted" \\ text
            From: Zoe <z@example.test>, Other <o@example.test>
            Sender: s@example.test
            To: friends: a@example.test, b@example.test;
            Bcc: c@example.test
            Message-ID: <1@example.test>
            """
                .replace("\n", "\r\n"));
    assertThat(envelope.subject()).isEqualTo("\"quoted\" \\ text");
    assertThat(envelope.from()).isEqualTo(new Address("Zoe", null, "z", "example.test"));
    assertThat(envelope.to()).isEqualTo(new Address(null, null, "friends", null));
    assertThat(envelope.cc()).isNull();
    assertThat(envelope.messageId()).isEqualTo("<1@example.test>");
  }

  @Example
  void readsTheEnvelopeOfNothing() {
    assertThat(of("X: y\r\n")).isEqualTo(StoredEnvelope.EMPTY);
  }

  /// Whatever the fields hold, they say what the header says.
  @Property
  void saysWhatTheHeaderSays(
      @ForAll @CharRange(from = ' ', to = '\u00ff') String subject,
      @ForAll @CharRange(from = ' ', to = '\u00ff') String from) {
    String header = "From: " + from + "\r\nSubject: " + subject + "\r\nCc: x@example.test\r\n";
    StoredEnvelope envelope = of(header);
    HeaderFields fields = new HeaderFields((header + "\r\n").getBytes(ISO_8859_1));
    assertThat(envelope.subject()).isEqualTo(fields.first("subject").orElse(""));
    assertThat(envelope.from()).isEqualTo(first(fields.first("from").orElse("")));
    assertThat(envelope.cc()).isEqualTo(new Address(null, null, "x", "example.test"));
  }

  private static @Nullable Address first(String value) {
    List<Address> addresses = Address.parse(value);
    return addresses.isEmpty() ? null : addresses.getFirst();
  }
}
