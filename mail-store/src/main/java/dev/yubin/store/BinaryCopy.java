package dev.yubin.store;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/// Rows into one table by PostgreSQL's `COPY … BINARY`, several times as fast as INSERT for large
/// values. The columns of a row are written in the order of the statement. For one thread, inside
/// the connection's transaction; the rows are there when it is closed without an error.
public final class BinaryCopy implements AutoCloseable {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int TEXT_OID = 25;
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final PGCopyOutputStream copy;
  private final DataOutputStream out;
  private final int columns;
  private boolean failed;

  /// @param table name of a table of our schema
  /// @param columns names, of our schema
  public BinaryCopy(Connection connection, String table, String... columns)
      throws SQLException, IOException {
    String sql =
        "copy " + table + " (" + String.join(", ", columns) + ") from stdin (format binary)";
    this.copy = new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql);
    this.out = new DataOutputStream(new BufferedOutputStream(copy, 64 * 1024));
    this.columns = columns.length;
    out.write(SIGNATURE);
    out.writeInt(0);
    out.writeInt(0);
  }

  /// The values of one row.
  @FunctionalInterface
  public interface Row {
    void write() throws IOException;
  }

  public void row(Row values) throws IOException {
    try {
      out.writeShort(columns);
      values.write();
    } catch (IOException | RuntimeException e) {
      failed = true;
      throw e;
    }
  }

  public void uuid(UUID value) throws IOException {
    out.writeInt(16);
    out.writeLong(value.getMostSignificantBits());
    out.writeLong(value.getLeastSignificantBits());
  }

  public void bigint(long value) throws IOException {
    out.writeInt(8);
    out.writeLong(value);
  }

  public void integer(int value) throws IOException {
    out.writeInt(4);
    out.writeInt(value);
  }

  public void smallint(int value) throws IOException {
    out.writeInt(2);
    out.writeShort(value);
  }

  public void bool(boolean value) throws IOException {
    out.writeInt(1);
    out.writeByte(value ? 1 : 0);
  }

  public void timestamptz(@Nullable Instant value) throws IOException {
    if (value == null) {
      out.writeInt(-1);
    } else {
      bigint(EPOCH.until(value, ChronoUnit.MICROS));
    }
  }

  public void bytea(byte @Nullable [] value) throws IOException {
    if (value == null) {
      out.writeInt(-1);
    } else {
      out.writeInt(value.length);
      out.write(value);
    }
  }

  public void text(@Nullable String value) throws IOException {
    bytea(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  public void jsonb(@Nullable String value) throws IOException {
    if (value == null) {
      out.writeInt(-1);
    } else {
      byte[] json = value.getBytes(StandardCharsets.UTF_8);
      out.writeInt(1 + json.length);
      // The version of the form.
      out.writeByte(1);
      out.write(json);
    }
  }

  public void textArray(List<String> values) throws IOException {
    List<byte[]> elements = values.stream().map(v -> v.getBytes(StandardCharsets.UTF_8)).toList();
    boolean empty = elements.isEmpty();
    out.writeInt((empty ? 12 : 20) + elements.stream().mapToInt(e -> 4 + e.length).sum());
    out.writeInt(empty ? 0 : 1);
    out.writeInt(0);
    out.writeInt(TEXT_OID);
    if (!empty) {
      out.writeInt(elements.size());
      out.writeInt(1);
    }
    for (byte[] element : elements) {
      bytea(element);
    }
  }

  /// Ends the rows. After a failure the copy is cancelled, and the transaction can only be rolled
  /// back.
  @Override
  public void close() throws SQLException, IOException {
    if (failed) {
      copy.cancelCopy();
      return;
    }
    out.writeShort(-1);
    out.flush();
    copy.endCopy();
  }
}
