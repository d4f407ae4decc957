package dev.yubin.store.arrival;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Ingress;
import dev.yubin.mail.MailId;
import dev.yubin.mime.HeaderFields;
import dev.yubin.store.BinaryCopy;
import dev.yubin.store.trace.TraceStep;
import dev.yubin.store.trace.TraceStep.Kind;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What arrives and what is done with it as rows of the trace, one COPY for all.
final class TraceRows {
  /// More of a Message-ID than this is nobody's to search for.
  private static final int MAX_MESSAGE_ID = 250;

  /// Where a mail of several chunks has its header.
  private static final String FIRST_CONTENT =
      "select substring(octets from 1 for 65536) from mail_chunk where mail_id = ? and seq = 1";

  private final Connection connection;

  TraceRows(Connection connection) {
    this.connection = connection;
  }

  /// @param arrivals whose chunks are written
  void arrived(List<Arrival> arrivals) throws SQLException, IOException {
    List<String> messageIds = arrivals.stream().map(this::messageId).toList();
    try (BinaryCopy copy = copy()) {
      Instant now = Instant.now();
      for (int i = 0; i < arrivals.size(); i++) {
        Arrival arrival = arrivals.get(i);
        AcceptedMail mail = arrival.mail();
        String messageId = messageIds.get(i);
        Ingress ingress = mail.ingress();
        copy.row(
            () ->
                row(
                    copy,
                    mail.id(),
                    ingress.acceptedAt(),
                    messageId.isEmpty() ? null : messageId,
                    accepted(mail)));
        if (arrival.dispatch().isPresent()) {
          steps(copy, arrival.dispatch().get(), now);
        } else {
          for (TraceStep step : held(mail)) {
            copy.row(() -> row(copy, mail.id(), now, null, step));
          }
        }
      }
    }
  }

  /// A mail that arrived before is dispatched now.
  void dispatched(Dispatch dispatch) throws SQLException, IOException {
    try (BinaryCopy copy = copy()) {
      steps(copy, dispatch, Instant.now());
    }
  }

  private BinaryCopy copy() throws SQLException, IOException {
    return new BinaryCopy(
        connection, "trace", "mail_id", "at", "message_id", "step", "address", "status", "detail");
  }

  private static void steps(BinaryCopy copy, Dispatch dispatch, Instant now) throws IOException {
    for (TraceStep step : dispatch.steps()) {
      copy.row(() -> row(copy, dispatch.mail().id(), now, null, step));
    }
  }

  private static void row(
      BinaryCopy copy, MailId mail, Instant at, @Nullable String messageId, TraceStep step)
      throws IOException {
    copy.uuid(mail.value());
    copy.timestamptz(at);
    copy.bytea(messageId == null ? null : messageId.getBytes(UTF_8));
    copy.text(step.kind().name().toLowerCase(Locale.ROOT));
    copy.text(step.address().toLowerCase(Locale.ROOT));
    copy.bytea(step.status() == null ? null : step.status().getBytes(UTF_8));
    copy.text(step.detail());
  }

  private static TraceStep accepted(AcceptedMail mail) {
    Ingress ingress = mail.ingress();
    String from = mail.envelope().reversePath().map(EmailAddress::toString).orElse("");
    String how =
        "%s from %s, %d octets, %d recipients"
            .formatted(
                ingress.protocol(),
                ingress.clientAddress(),
                mail.size(),
                mail.envelope().recipients().size());
    return TraceStep.own(Kind.ACCEPTED, from, how);
  }

  private static List<TraceStep> held(AcceptedMail mail) {
    String until =
        mail.envelope().parameters().hold().map(hold -> "until " + hold.until()).orElse("");
    return mail.envelope().forwardPaths().stream()
        .map(path -> TraceStep.own(Kind.HELD, path.toString(), until))
        .toList();
  }

  /// Without `<` and `>`, empty where the mail has none.
  private String messageId(Arrival arrival) {
    boolean oneChunk = arrival.mail().contentChunks() == 0;
    byte[] start = oneChunk ? arrival.chunkZero() : content(arrival.mail());
    String field = new HeaderFields(start).first("Message-ID").orElse("").strip();
    int from = field.indexOf('<') + 1;
    int to = field.indexOf('>', from);
    String id = field.substring(from, to < 0 ? field.length() : to).strip();
    // PostgreSQL's text has no NUL.
    return new String(
            id.substring(0, Math.min(id.length(), MAX_MESSAGE_ID)).getBytes(ISO_8859_1), UTF_8)
        .replace("\0", "");
  }

  private byte[] content(AcceptedMail mail) {
    try (PreparedStatement statement = connection.prepareStatement(FIRST_CONTENT)) {
      statement.setObject(1, mail.id().value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getBytes(1) : new byte[0];
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The first chunk of " + mail.id() + " cannot be read", e);
    }
  }
}
