package dev.yubin.store.message;

import dev.yubin.mail.MailId;
import dev.yubin.mime.HeaderFields;
import dev.yubin.mime.MailDate;
import dev.yubin.mime.MessageIds;
import dev.yubin.mime.MimeScanner;
import dev.yubin.mime.MimeStructure;
import dev.yubin.store.mailbox.MailboxKey;
import java.io.OutputStream;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Takes a mail into a mailbox by another way than delivery. Its octets are written as they arrive;
/// every full chunk becomes a row at once, and one transaction makes the mail. A writer that is
/// dropped before that leaves at most chunks without a mail, which are swept. For one thread.
public final class MailWriter extends OutputStream {
  /// A header block larger than this is not kept beside the mail.
  public static final int MAX_KEPT_HEADER = 64 * 1024;

  private final JdbcTemplate jdbc;
  private final MessageEdits edits;
  private final MailId id = MailId.create();
  private final MimeScanner scanner = new MimeScanner();
  private byte[] buffer = new byte[8 * 1024];
  private int buffered;
  private byte[] start = new byte[0];
  private int chunks;
  private int firstChunkSize;
  private long size;
  private @Nullable MimeStructure structure;

  MailWriter(JdbcTemplate jdbc, MessageEdits edits) {
    this.jdbc = jdbc;
    this.edits = edits;
  }

  /// What APPENDUID tells (RFC 4315 §3). Of several mails the UIDs follow one another.
  ///
  /// @param uid of the first one
  public record Appended(long uidValidity, long uid) {}

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, octets.length);
    scanner.write(octets, offset, length);
    size += length;
    int from = offset;
    int left = length;
    while (left > 0) {
      if (buffered == MailOctets.CHUNK_SIZE) {
        insertChunk();
      }
      int n = Math.min(left, MailOctets.CHUNK_SIZE - buffered);
      reserve(buffered + n);
      System.arraycopy(octets, from, buffer, buffered, n);
      buffered += n;
      from += n;
      left -= n;
    }
  }

  /// Makes the mail a message of a mailbox.
  ///
  /// @return empty when the mailbox is gone
  public Optional<Appended> finish(MailboxKey key, Flags flags, Instant internalDate) {
    return edits.append(key, List.of(new NewMail(this, flags, internalDate)));
  }

  /// Octets so far.
  public long size() {
    return size;
  }

  /// Ends the mail and lets go of its octets, before another one is taken.
  public void spill() {
    MimeStructure ended = end();
    if (buffered > 0) {
      insertChunk();
    }
    start = Arrays.copyOf(start, (int) Math.min(start.length, headerLength(ended)));
    buffer = new byte[0];
  }

  /// No octet comes after.
  MimeStructure end() {
    if (structure == null) {
      structure = scanner.finish();
    }
    return structure;
  }

  private static long headerLength(MimeStructure structure) {
    return structure.root().place().headerLength();
  }

  /// @param modSeq of the message
  void insert(MailboxKey key, long uid, long modSeq, Flags flags, Instant internalDate) {
    MimeStructure structure = end();
    byte[] header = header(structure);
    if (buffered > 0 || chunks == 0) {
      insertChunk();
    }
    jdbc.update(
        """
        insert into mail (id, size, first_chunk_size, header, envelope, body, body_structure,
          structure, sent_at, ancestors) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        id.value(),
        size,
        firstChunkSize,
        header,
        structure.envelope(),
        structure.body(),
        structure.bodyStructure(),
        structure.encode(),
        sentAt(header),
        header == null ? null : ancestors(header));
    jdbc.update(
        """
        insert into message (account_id, mailbox_id, uid, mail_id, modseq, flags, keywords,
          internal_date, size) values (?, ?, ?, ?, ?, ?, ?::text[], ?, ?)
        """,
        key.account(),
        key.mailbox(),
        uid,
        id.value(),
        modSeq,
        flags.system(),
        flags.keywordArray(),
        Timestamp.from(internalDate),
        size);
  }

  private byte @Nullable [] header(MimeStructure structure) {
    long length = headerLength(structure);
    byte[] source = chunks == 0 ? buffer : start;
    return length > MAX_KEPT_HEADER ? null : Arrays.copyOf(source, (int) length);
  }

  private static @Nullable Timestamp sentAt(byte @Nullable [] header) {
    if (header == null) {
      return null;
    }
    return new HeaderFields(header)
        .first("Date")
        .flatMap(MailDate::parse)
        .map(date -> Timestamp.from(date.toInstant()))
        .orElse(null);
  }

  private static String ancestors(byte[] header) {
    return String.join(" ", MessageIds.ancestors(new HeaderFields(header)));
  }

  private void insertChunk() {
    byte[] octets = Arrays.copyOf(buffer, buffered);
    jdbc.update(
        "insert into mail_chunk (mail_id, seq, octets) values (?, ?, ?)",
        id.value(),
        chunks,
        octets);
    if (chunks == 0) {
      firstChunkSize = buffered;
      start = Arrays.copyOf(octets, Math.min(buffered, MAX_KEPT_HEADER));
    }
    chunks++;
    buffered = 0;
  }

  private void reserve(int capacity) {
    if (capacity > buffer.length) {
      int doubled = Math.max(capacity, 2 * buffer.length);
      buffer = Arrays.copyOf(buffer, Math.min(MailOctets.CHUNK_SIZE, doubled));
    }
  }
}
