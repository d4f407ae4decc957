package dev.yubin.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.mail.DeliverBy.Mode;
import dev.yubin.mail.MailParameters.Returned;
import dev.yubin.mail.Recipient.Notify;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Records that stand in topics while instances are upgraded: every later version reads the golden
/// ones, which never change.
class MailRecordTest {
  private static final MailId ID = MailId.parse("019ab000-0000-7000-8000-000000000001");
  private static final String OCTETS =
      "Received: from mx.remote.test\r\nSubject: =?UTF-8?Q?gr=C3=BC=C3=9Fe?=\r\n\r\nä\r\n";

  private static final Instant HELD_UNTIL = Instant.parse("2026-11-24T09:30:00Z");

  private static AcceptedMail fromOutside() {
    return new AcceptedMail(
        ID,
        new Envelope(
            Optional.of(EmailAddress.of("\"a b\"@remote.test")),
            MailParameters.of(Body.EIGHT_BIT_MIME, true),
            List.of(
                Recipient.of(EmailAddress.of("alice@example.test")),
                Recipient.of(EmailAddress.of("太郎@例え.jp")))),
        new Ingress(
            Instant.parse("2026-11-24T09:00:00.123456Z"),
            "2001:db8::1",
            "mx.remote.test",
            "UTF8SMTPS",
            Optional.empty()),
        0,
        OCTETS.getBytes(UTF_8).length);
  }

  private static AcceptedMail submitted() {
    return new AcceptedMail(
        ID,
        new Envelope(
            Optional.empty(),
            MailParameters.of(Body.SEVEN_BIT, false),
            List.of(Recipient.of(EmailAddress.of("carol@elsewhere.test")))),
        new Ingress(
            Instant.parse("2026-11-24T09:00:00Z"),
            "192.0.2.1",
            "[192.0.2.1]",
            "ESMTPSA",
            Optional.of(EmailAddress.of("bob@example.test"))),
        3,
        1_200_000);
  }

  /// All that a sender can ask for.
  private static AcceptedMail demanding(Hold hold) {
    return new AcceptedMail(
        ID,
        new Envelope(
            Optional.of(EmailAddress.of("bob@example.test")),
            new MailParameters(
                Body.BINARY_MIME,
                false,
                Optional.of("QQ 314159"),
                Optional.of(Returned.HDRS),
                true,
                Optional.of(
                    new DeliverBy(Instant.parse("2026-11-24T10:00:00Z"), Mode.NOTIFY, true)),
                Optional.of(hold),
                -3),
            List.of(
                new Recipient(
                    EmailAddress.of("carol@elsewhere.test"),
                    Set.of(Notify.DELAY, Notify.SUCCESS),
                    Optional.of(new OriginalRecipient("rfc822", "Carol @ elsewhere"))),
                Recipient.of(EmailAddress.of("alice@example.test")),
                new Recipient(
                    EmailAddress.of("dave@elsewhere.test"),
                    Set.of(Notify.NEVER),
                    Optional.empty()))),
        submitted().ingress(),
        0,
        OCTETS.getBytes(UTF_8).length);
  }

  @Test
  void readsAMailOfWhichMuchIsAsked() throws IOException {
    assertThat(GoldenRecord.read("v2-demanding").parse())
        .isInstanceOfSatisfying(
            MailRecord.Last.class,
            last -> assertThat(last.mail()).isEqualTo(demanding(Hold.until(HELD_UNTIL))));
    assertThat(GoldenRecord.read("v3-demanding").parse())
        .isInstanceOfSatisfying(
            MailRecord.Last.class,
            last -> assertThat(last.mail()).isEqualTo(demanding(new Hold(HELD_UNTIL, "for;1800"))));
  }

  @Test
  void readsAMailOfOneRecord() throws IOException {
    assertThat(GoldenRecord.read("v1-mail").parse())
        .isInstanceOfSatisfying(
            MailRecord.Last.class,
            last -> {
              assertThat(last.mail()).isEqualTo(fromOutside());
              assertThat(last.octets()).isEqualTo(OCTETS.getBytes(UTF_8));
            });
  }

  @Test
  void readsTheLastRecordOfAMailOfChunks() throws IOException {
    assertThat(GoldenRecord.read("v1-last-of-chunks").parse())
        .isInstanceOfSatisfying(
            MailRecord.Last.class,
            last -> {
              assertThat(last.mail()).isEqualTo(submitted());
              assertThat(last.octets()).isEmpty();
            });
  }

  @Test
  void readsAChunk() throws IOException {
    assertThat(GoldenRecord.read("v1-chunk").parse())
        .isInstanceOfSatisfying(
            MailRecord.Chunk.class,
            chunk -> {
              assertThat(chunk.id()).isEqualTo(ID);
              assertThat(chunk.sequence()).isEqualTo(2);
              assertThat(chunk.octets()).isEqualTo("\n\nchunk 2".getBytes(UTF_8));
            });
  }

  @Test
  void writesTheNewestGoldenForm() throws IOException {
    MailRecord.Last mail = new MailRecord.Last(fromOutside(), OCTETS.getBytes(UTF_8));
    MailRecord.Last demanding =
        new MailRecord.Last(demanding(new Hold(HELD_UNTIL, "for;1800")), OCTETS.getBytes(UTF_8));
    MailRecord.Last last = new MailRecord.Last(submitted(), new byte[0]);
    MailRecord.Chunk chunk = new MailRecord.Chunk(ID, 2, "\n\nchunk 2".getBytes(UTF_8));
    assertThat(text(GoldenRecord.write(mail, mail.headers()))).isEqualTo(golden("v2-mail"));
    assertThat(text(GoldenRecord.write(demanding, demanding.headers())))
        .isEqualTo(golden("v3-demanding"));
    assertThat(text(GoldenRecord.write(last, last.headers())))
        .isEqualTo(golden("v2-last-of-chunks"));
    assertThat(text(GoldenRecord.write(chunk, chunk.headers()))).isEqualTo(golden("v1-chunk"));
  }

  @Test
  void ignoresHeadersOfANewerVersion() throws IOException {
    GoldenRecord golden = GoldenRecord.read("v1-mail");
    golden.headers().add("yubin-of-tomorrow", new byte[] {1});
    golden.headers().add("traceparent", null);
    assertThat(golden.parse().id()).isEqualTo(ID);
  }

  @Test
  void refusesWhatIsNoMailRecord() throws IOException {
    assertRefused("key", h -> {}, "nobody", new byte[0]);
    assertRefused("value", h -> {}, ID.toString(), null);
    for (String header :
        List.of(
            "yubin-chunks",
            "yubin-size",
            "yubin-accepted-at",
            "yubin-body",
            "yubin-reverse-path",
            "yubin-client-address",
            "yubin-helo",
            "yubin-protocol",
            "yubin-smtputf8")) {
      assertRefused(header, h -> h.remove(header), ID.toString(), new byte[0]);
      assertRefused(header, h -> h.add(header, null), ID.toString(), new byte[0]);
    }
    for (String header :
        List.of("yubin-chunks", "yubin-size", "yubin-accepted-at", "yubin-body", "yubin-chunk")) {
      assertRefused(header, h -> h.add(header, "x".getBytes(UTF_8)), ID.toString(), new byte[0]);
      assertRefused(header, h -> h.add(header, "-1".getBytes(UTF_8)), ID.toString(), new byte[0]);
    }
    for (String header :
        List.of(
            "yubin-recipient-parameters",
            "yubin-ret",
            "yubin-deliver-by",
            "yubin-held-until",
            "yubin-priority")) {
      assertRefused(header, h -> h.add(header, "x".getBytes(UTF_8)), ID.toString(), new byte[0]);
    }
    assertRefused("recipient", h -> h.remove("yubin-recipient"), ID.toString(), new byte[0]);
  }

  /// A consumer passes over what throws this, and stops at anything else.
  private static void assertRefused(
      String what, Consumer<Headers> damage, String key, byte @Nullable [] value)
      throws IOException {
    Headers headers = GoldenRecord.read("v1-mail").headers();
    damage.accept(headers);
    assertThatThrownBy(() -> MailRecord.parse(key, headers, value))
        .as(what)
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String golden(String name) throws IOException {
    return text(GoldenRecord.octets(name));
  }

  private static String text(byte[] octets) {
    return new String(octets, UTF_8);
  }
}
