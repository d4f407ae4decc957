package dev.yubin.mail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Names a mail from acceptance to its end: the Kafka key, the database key and the `id` of our
/// Received field. Ids of accepted mails are UUIDv7 (RFC 9562 §5.7) and so ascend with time.
public record MailId(UUID value) {
  private static final SecureRandom RANDOM = new SecureRandom();

  public static MailId create() {
    byte[] octets = new byte[16];
    RANDOM.nextBytes(octets);
    long millis = Instant.now().toEpochMilli();
    ByteBuffer buffer = ByteBuffer.wrap(octets);
    long high = (millis << 16) | 0x7000 | (buffer.getLong() & 0x0fff);
    long low = (buffer.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new MailId(new UUID(high, low));
  }

  /// The id of a mail that follows from this one, such as a DSN: the same each time it is made, so
  /// that a replay changes nothing.
  ///
  /// @param purpose tells apart the mails that follow from one
  public MailId derive(String purpose) {
    return new MailId(
        UUID.nameUUIDFromBytes((value + " " + purpose).getBytes(StandardCharsets.UTF_8)));
  }

  /// @throws IllegalArgumentException when the text is not an id
  public static MailId parse(String text) {
    UUID value = UUID.fromString(text);
    // fromString takes short forms too; a key has one spelling.
    if (!value.toString().equals(text)) {
      throw new IllegalArgumentException("Not a mail id: " + text);
    }
    return new MailId(value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
