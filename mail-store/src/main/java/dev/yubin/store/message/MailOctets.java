package dev.yubin.store.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Reads the octets of mails, at most one chunk in memory.
public final class MailOctets {
  /// Octets of every chunk but the first and the last.
  static final int CHUNK_SIZE = 512 * 1024;

  private final JdbcTemplate jdbc;

  public MailOctets(DataSource database) {
    jdbc = new JdbcTemplate(database);
  }

  /// The first chunks of several mails in one question. The caller bounds how many by their
  /// [StoredMessage.Mail#firstChunkSize].
  public Map<UUID, byte[]> firstChunks(Collection<UUID> mails) {
    Map<UUID, byte[]> chunks = new HashMap<>();
    jdbc.query(
        connection -> {
          var statement =
              BinaryTransfer.prepare(
                  connection,
                  "select mail_id, octets from mail_chunk where mail_id = any(?) and seq = 0");
          statement.setObject(1, mails.toArray(UUID[]::new));
          return statement;
        },
        row -> {
          chunks.put(row.getObject(1, UUID.class), row.getBytes(2));
        });
    return chunks;
  }

  /// Copies octets of a message, prefix and mail.
  ///
  /// @param message read with [Column#CHUNKS]
  /// @param firstChunk of the mail, null when it is not at hand
  /// @throws MailGoneException when the mail has been swept away meanwhile
  /// @throws IOException when the sink fails
  public void copy(
      StoredMessage message,
      byte @Nullable [] firstChunk,
      long offset,
      long length,
      OutputStream sink)
      throws IOException {
    try (InputStream in = open(message, firstChunk, offset, length)) {
      in.transferTo(sink);
    }
  }

  /// Reads octets of a message as [#copy] does, chunk by chunk as they are asked for.
  public InputStream open(
      StoredMessage message, byte @Nullable [] firstChunk, long offset, long length) {
    return new MessageStream(this, message, firstChunk, offset, offset + length);
  }

  /// Octets of one chunk.
  record Piece(int chunk, int from, int length) {}

  /// The octets from one place to another that are in one chunk.
  static Piece piece(int firstChunkSize, long at, long end) {
    if (at < firstChunkSize) {
      return new Piece(0, (int) at, (int) (Math.min(firstChunkSize, end) - at));
    }
    long behind = at - firstChunkSize;
    int from = (int) (behind % CHUNK_SIZE);
    return new Piece(
        1 + (int) (behind / CHUNK_SIZE), from, (int) Math.min(CHUNK_SIZE - from, end - at));
  }

  byte[] read(UUID mail, Piece piece) throws MailGoneException {
    byte[] octets =
        jdbc.query(
            connection -> {
              var statement =
                  BinaryTransfer.prepare(
                      connection,
                      "select substr(octets, ?, ?) from mail_chunk where mail_id = ? and seq = ?");
              statement.setInt(1, piece.from() + 1);
              statement.setInt(2, piece.length());
              statement.setObject(3, mail);
              statement.setInt(4, piece.chunk());
              return statement;
            },
            rows -> rows.next() ? rows.getBytes(1) : null);
    if (octets == null || octets.length != piece.length()) {
      throw new MailGoneException(mail);
    }
    return octets;
  }
}
