package dev.yubin.delivery.arrival;

import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailRecord;
import dev.yubin.mime.HeaderFields;
import dev.yubin.mime.MailDate;
import dev.yubin.mime.MessageIds;
import dev.yubin.mime.MimeScanner;
import dev.yubin.mime.MimeStructure;
import dev.yubin.store.arrival.Structure;
import dev.yubin.store.mail.MailContent;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Works out once what every FETCH of a mail will need. Holds one chunk at a time.
final class StructureReader {
  /// A header block beyond this is read from the mail itself when it is asked for.
  private static final int MAX_HEADER = 64 * 1024;

  private final MailContent stored;

  StructureReader(MailContent stored) {
    this.stored = stored;
  }

  /// @param batch where chunks are that are not stored yet
  Structure read(MailRecord.Last last, RecordBatch batch) {
    AcceptedMail mail = last.mail();
    if (mail.contentChunks() == 0) {
      return structure(MimeScanner.scan(last.octets()), last.octets());
    }
    MimeScanner scanner = new MimeScanner();
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    scan(last.octets(), scanner, start);
    for (int sequence = 1; sequence <= mail.contentChunks(); sequence++) {
      scan(chunk(mail.id(), sequence, batch), scanner, start);
    }
    return structure(scanner.finish(), start.toByteArray());
  }

  private static void scan(byte[] octets, MimeScanner scanner, ByteArrayOutputStream start) {
    scanner.write(octets, 0, octets.length);
    start.write(octets, 0, Math.min(octets.length, MAX_HEADER - start.size()));
  }

  private byte[] chunk(MailId mail, int sequence, RecordBatch batch) {
    return batch
        .chunk(mail, sequence)
        .or(() -> stored.chunk(mail, sequence))
        .orElseThrow(
            () -> new IllegalStateException("Chunk " + sequence + " of " + mail + " is missing"));
  }

  private static Structure structure(MimeStructure scanned, byte[] start) {
    long headerLength = scanned.root().place().headerLength();
    byte @Nullable [] header =
        headerLength <= Math.min(MAX_HEADER, start.length)
            ? Arrays.copyOf(start, (int) headerLength)
            : null;
    HeaderFields fields = new HeaderFields(header == null ? start : header);
    return new Structure(
        header,
        scanned.envelope(),
        scanned.body(),
        scanned.bodyStructure(),
        scanned.encode(),
        sentAt(fields),
        MessageIds.ancestors(fields));
  }

  private static Optional<Instant> sentAt(HeaderFields header) {
    return header.first("Date").flatMap(MailDate::parse).map(OffsetDateTime::toInstant);
  }
}
