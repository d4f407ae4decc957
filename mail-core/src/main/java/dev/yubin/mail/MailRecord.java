package dev.yubin.mail;

import java.util.Optional;
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

  Headers headers();

  /// A piece of a mail's content: [AcceptedMail#CHUNK_SIZE] octets, or fewer in chunk `n`.
  ///
  /// @param sequence from 1
  record Chunk(MailId id, int sequence, byte[] octets) implements MailRecord {
    @Override
    public Headers headers() {
      HeaderTexts texts = new HeaderTexts(new RecordHeaders());
      texts.add(CHUNK, Integer.toString(sequence));
      return texts.headers();
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

    @Override
    public Headers headers() {
      HeaderTexts texts = new HeaderTexts(new RecordHeaders());
      texts.add(CHUNKS, Integer.toString(mail.contentChunks()));
      texts.add(SIZE, Long.toString(mail.size()));
      new EnvelopeHeaders(texts).write(mail.envelope());
      new IngressHeaders(texts).write(mail.ingress());
      return texts.headers();
    }
  }

  String CHUNK = "yubin-chunk";
  String CHUNKS = "yubin-chunks";
  String SIZE = "yubin-size";

  /// Reads a record. Headers that are not known are ignored: a newer instance may have written
  /// them.
  ///
  /// @throws IllegalArgumentException when it is not such a record; the message says what is wrong
  static MailRecord parse(@Nullable String key, Headers headers, byte @Nullable [] value) {
    if (key == null || value == null) {
      throw new IllegalArgumentException("A mail record has a key and a value");
    }
    MailId id = MailId.parse(key);
    HeaderTexts texts = new HeaderTexts(headers);
    Optional<Long> chunk = texts.number(CHUNK, 1, Integer.MAX_VALUE);
    if (chunk.isPresent()) {
      return new Chunk(id, chunk.get().intValue(), value);
    }
    return new Last(
        new AcceptedMail(
            id,
            new EnvelopeHeaders(texts).read(),
            new IngressHeaders(texts).read(),
            (int) required(texts, CHUNKS, Integer.MAX_VALUE),
            required(texts, SIZE, Long.MAX_VALUE)),
        value);
  }

  private static long required(HeaderTexts texts, String name, long max) {
    return texts
        .number(name, 0, max)
        .orElseThrow(() -> new IllegalArgumentException("Header " + name + " is missing"));
  }
}
