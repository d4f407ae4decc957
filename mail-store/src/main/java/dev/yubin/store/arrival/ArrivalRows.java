package dev.yubin.store.arrival;

import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailRecord;
import dev.yubin.store.BinaryCopy;
import dev.yubin.store.arrival.Arrival.Local;
import dev.yubin.store.arrival.Arrival.Remote;
import dev.yubin.store.outbound.DsnFailure;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rows that a batch becomes, one COPY a table.
final class ArrivalRows {
  private final Connection connection;
  private final Inboxes inboxes;

  ArrivalRows(Connection connection, Inboxes inboxes) {
    this.connection = connection;
    this.inboxes = inboxes;
  }

  void write(List<MailRecord.Chunk> chunks, List<Arrival> arrivals)
      throws SQLException, IOException {
    chunks(chunks, arrivals);
    if (arrivals.isEmpty()) {
      return;
    }
    mails(arrivals);
    if (arrivals.stream().anyMatch(a -> !a.locals().isEmpty())) {
      messages(arrivals);
    }
    if (arrivals.stream().anyMatch(a -> !a.remotes().isEmpty())) {
      outbound(arrivals);
    }
    failures(arrivals);
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
            "sent_at")) {
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
  }

  private void messages(List<Arrival> arrivals) throws SQLException, IOException {
    try (var copy =
        new BinaryCopy(
            connection,
            "message",
            "account_id",
            "mailbox_id",
            "uid",
            "mail_id",
            "modseq",
            "internal_date",
            "prefix",
            "size")) {
      for (Arrival arrival : arrivals) {
        for (Local local : arrival.locals()) {
          copy.row(() -> message(copy, arrival.mail(), local));
        }
      }
    }
  }

  private void message(BinaryCopy copy, AcceptedMail mail, Local local) throws IOException {
    Inboxes.Reserved inbox = inboxes.of(local);
    copy.bigint(local.accountId());
    copy.bigint(inbox.mailboxId());
    copy.bigint(inbox.takeUid());
    copy.uuid(mail.id().value());
    copy.bigint(inbox.modSeq());
    copy.timestamptz(mail.ingress().acceptedAt());
    copy.bytea(local.prefix());
    copy.bigint(local.prefix().length + mail.size());
  }

  private void outbound(List<Arrival> arrivals) throws SQLException, IOException {
    try (var copy =
        new BinaryCopy(
            connection,
            "outbound",
            "mail_id",
            "destination",
            "reverse_path",
            "recipients",
            "smtputf8")) {
      for (Arrival arrival : arrivals) {
        for (Remote remote : arrival.remotes()) {
          copy.row(() -> outbound(copy, arrival.mail(), remote));
        }
      }
    }
  }

  private static void outbound(BinaryCopy copy, AcceptedMail mail, Remote remote)
      throws IOException {
    copy.uuid(mail.id().value());
    copy.text(remote.destination());
    copy.text(reversePath(mail));
    copy.textArray(remote.recipients());
    copy.bool(mail.envelope().parameters().smtpUtf8());
  }

  private static String reversePath(AcceptedMail mail) {
    return mail.envelope().reversePath().map(EmailAddress::toString).orElse("");
  }

  private void failures(List<Arrival> arrivals) throws SQLException {
    for (Arrival arrival : arrivals) {
      if (arrival.failures().isEmpty()) {
        continue;
      }
      // A mail without a reverse-path is itself a DSN, or wants none: RFC 5321 §4.5.5.
      boolean tell = arrival.mail().envelope().reversePath().isPresent();
      String sql =
          tell
              ? "insert into dsn (mail_id, reverse_path, failures) values (?, ?, ?::jsonb)"
              : "insert into released (mail_id) values (?)";
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setObject(1, arrival.mail().id().value());
        if (tell) {
          statement.setString(2, reversePath(arrival.mail()));
          statement.setString(3, DsnFailure.toJson(arrival.failures()));
        }
        statement.executeUpdate();
      }
    }
  }
}
