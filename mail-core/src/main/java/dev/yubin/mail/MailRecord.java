package dev.yubin.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// A record of `yubin.mail.accepted`. The value is octets of the mail and nothing else, all facts
/// stand in headers as text, so that any Kafka tool shows the mail. All records of a mail have its
/// id as key, hence one partition and one order: content chunks 1…n, then the last record with
/// chunk 0.
public sealed interface MailRecord {
  MailId id();

  byte[] octets();

  /// A piece of a mail's content: [AcceptedMail#CHUNK_SIZE] octets, or fewer in chunk `n`.
  ///
  /// @param sequence from 1
  record Chunk(MailId id, int sequence, byte[] octets) implements MailRecord {
    public Headers headers() {
      return new RecordHeaders().add(CHUNK, text(Integer.toString(sequence)));
    }
  }

  /// What makes a mail accepted.
  ///
  /// @param octets chunk 0: our trace fields, followed by the whole content when there are no
  ///     chunks
  record Last(AcceptedMail mail, byte[] octets) implements MailRecord {
    @Override
    public MailId id() {
      return mail.id();
    }

    public Headers headers() {
      Headers headers = new RecordHeaders();
      headers.add(CHUNKS, text(Integer.toString(mail.contentChunks())));
      headers.add(SIZE, text(Long.toString(mail.size())));
      headers.add(
          REVERSE_PATH, text(mail.envelope().reversePath().map(EmailAddress::toString).orElse("")));
      mail.envelope().recipients().forEach(r -> headers.add(RECIPIENT, text(r.toString())));
      Ingress ingress = mail.ingress();
      headers.add(ACCEPTED_AT, text(ingress.acceptedAt().toString()));
      headers.add(CLIENT_ADDRESS, text(ingress.clientAddress()));
      headers.add(HELO, text(ingress.helo()));
      headers.add(PROTOCOL, text(ingress.protocol()));
      ingress.account().ifPresent(account -> headers.add(ACCOUNT, text(account.toString())));
      headers.add(BODY, text(ingress.body().keyword()));
      headers.add(SMTPUTF8, text(Boolean.toString(ingress.smtpUtf8())));
      return headers;
    }
  }

  String CHUNK = "yubin-chunk";
  String CHUNKS = "yubin-chunks";
  String SIZE = "yubin-size";
  String REVERSE_PATH = "yubin-reverse-path";
  String RECIPIENT = "yubin-recipient";
  String ACCEPTED_AT = "yubin-accepted-at";
  String CLIENT_ADDRESS = "yubin-client-address";
  String HELO = "yubin-helo";
  String PROTOCOL = "yubin-protocol";
  String ACCOUNT = "yubin-account";
  String BODY = "yubin-body";
  String SMTPUTF8 = "yubin-smtputf8";

  /// Reads a record. Headers that are not known are ignored: a newer instance may have written
  /// them.
  ///
  /// @throws IllegalArgumentException when it is not such a record; the message says what is wrong
  static MailRecord parse(@Nullable String key, Headers headers, byte @Nullable [] value) {
    if (key == null || value == null) {
      throw new IllegalArgumentException("A mail record has a key and a value");
    }
    MailId id = MailId.parse(key);
    Optional<String> chunk = optional(headers, CHUNK);
    if (chunk.isPresent()) {
      return new Chunk(id, (int) number(CHUNK, chunk.get(), 1, Integer.MAX_VALUE), value);
    }
    List<EmailAddress> recipients = new ArrayList<>();
    headers.headers(RECIPIENT).forEach(h -> recipients.add(EmailAddress.of(text(h.value()))));
    String reversePath = required(headers, REVERSE_PATH);
    Envelope envelope =
        new Envelope(
            reversePath.isEmpty() ? Optional.empty() : Optional.of(EmailAddress.of(reversePath)),
            recipients);
    int chunks = (int) number(CHUNKS, required(headers, CHUNKS), 0, Integer.MAX_VALUE);
    long size = number(SIZE, required(headers, SIZE), 0, Long.MAX_VALUE);
    return new Last(new AcceptedMail(id, envelope, ingress(headers), chunks, size), value);
  }

  private static Ingress ingress(Headers headers) {
    String body = required(headers, BODY);
    return new Ingress(
        instant(required(headers, ACCEPTED_AT)),
        required(headers, CLIENT_ADDRESS),
        required(headers, HELO),
        required(headers, PROTOCOL),
        optional(headers, ACCOUNT).map(EmailAddress::of),
        Arrays.stream(Ingress.Body.values())
            .filter(b -> b.keyword().equals(body))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("Unknown " + BODY + ": " + body)),
        Boolean.parseBoolean(required(headers, SMTPUTF8)));
  }

  private static Instant instant(String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(ACCEPTED_AT + " is no time: " + value, e);
    }
  }

  private static long number(String name, String value, long min, long max) {
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is no number: " + value, e);
    }
    throw new IllegalArgumentException(name + " is out of range: " + value);
  }

  private static String required(Headers headers, String name) {
    return optional(headers, name)
        .orElseThrow(() -> new IllegalArgumentException("Header " + name + " is missing"));
  }

  private static Optional<String> optional(Headers headers, String name) {
    return Optional.ofNullable(headers.lastHeader(name)).map(Header::value).map(MailRecord::text);
  }

  private static String text(byte[] octets) {
    return new String(octets, UTF_8);
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }
}
