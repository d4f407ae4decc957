package dev.yubin.store.arrival;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Envelope;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.MailRecord;
import dev.yubin.store.BinaryCopy;
import dev.yubin.store.outbound.Demands;
import dev.yubin.store.outbound.OutboundMail;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The mails of a batch as rows, one COPY a table. What is done with them: [DispatchRows].
final class ArrivalRows {
  private final Connection connection;

  ArrivalRows(Connection connection) {
    this.connection = connection;
  }

  void write(List<MailRecord.Chunk> chunks, List<Arrival> arrivals)
      throws SQLException, IOException {
    chunks(chunks, arrivals);
    if (arrivals.isEmpty()) {
      return;
    }
    mails(arrivals);
    new TraceRows(connection).arrived(arrivals);
    for (Arrival arrival : arrivals) {
      if (arrival.dispatch().isEmpty()) {
        hold(arrival);
      }
    }
  }

  private void chunks(List<MailRecord.Chunk> chunks, List<Arrival> arrivals)
      throws SQLException, IOException {
    try (var copy = new BinaryCopy(connection, "mail_chunk", "mail_id", "seq", "octets")) {
      for (MailRecord.Chunk chunk : chunks) {
        copy.row(() -> chunk(copy, chunk.id().value(), chunk.sequence(), chunk.octets()));
      }
      for (Arrival arrival : arrivals) {
        copy.row(() -> chunk(copy, arrival.mail().id().value(), 0, arrival.chunkZero()));
      }
    }
  }

  private static void chunk(BinaryCopy copy, UUID mail, int sequence, byte[] octets)
      throws IOException {
    copy.uuid(mail);
    copy.integer(sequence);
    copy.bytea(octets);
  }

  private void mails(List<Arrival> arrivals) throws SQLException, IOException {
    try (var copy =
        new BinaryCopy(
            connection,
            "mail",
            "id",
            "size",
            "first_chunk_size",
            "header",
            "envelope",
            "body",
            "body_structure",
            "structure",
            "sent_at",
            "ancestors")) {
      for (Arrival arrival : arrivals) {
        copy.row(() -> mail(copy, arrival, arrival.structure().orElse(null)));
      }
    }
  }

  private static void mail(BinaryCopy copy, Arrival arrival, @Nullable Structure structure)
      throws IOException {
    copy.uuid(arrival.mail().id().value());
    copy.bigint(arrival.mail().size());
    copy.integer(arrival.chunkZero().length);
    copy.bytea(structure == null ? null : structure.header());
    copy.bytea(structure == null ? null : structure.envelope());
    copy.bytea(structure == null ? null : structure.body());
    copy.bytea(structure == null ? null : structure.bodyStructure());
    copy.bytea(structure == null ? null : structure.parts());
    copy.timestamptz(structure == null ? null : structure.sentAt().orElse(null));
    copy.text(structure == null ? null : String.join(" ", structure.ancestors()));
  }

  /// RFC 4865: the whole mail waits as one row.
  private void hold(Arrival arrival) throws SQLException {
    Envelope envelope = arrival.mail().envelope();
    MailParameters parameters = envelope.parameters();
    Instant until = parameters.hold().orElseThrow().until();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into outbound (mail_id, destination, reverse_path, recipients, smtputf8,
              parameters, priority, queued_at, due_at)
            values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
            """)) {
      statement.setObject(1, arrival.mail().id().value());
      statement.setString(2, OutboundMail.HELD);
      statement.setString(3, envelope.reversePath().map(EmailAddress::toString).orElse(""));
      statement.setArray(
          4,
          connection.createArrayOf(
              "text", envelope.forwardPaths().stream().map(EmailAddress::toString).toArray()));
      statement.setBoolean(5, parameters.smtpUtf8());
      statement.setString(6, Demands.toJson(parameters, envelope.recipients()));
      statement.setInt(7, parameters.priority());
      statement.setObject(8, until.atOffset(ZoneOffset.UTC));
      statement.setObject(9, until.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }
}
