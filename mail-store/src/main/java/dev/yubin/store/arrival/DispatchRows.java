package dev.yubin.store.arrival;

import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailParameters;
import dev.yubin.store.BinaryCopy;
import dev.yubin.store.arrival.Dispatch.Local;
import dev.yubin.store.arrival.Dispatch.Remote;
import dev.yubin.store.outbound.Demands;
import dev.yubin.store.outbound.DsnReport;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// What is done with mails as rows: messages, the outbound queue, DSNs.
final class DispatchRows {
  private final Connection connection;
  private final Inboxes inboxes;

  DispatchRows(Connection connection, Inboxes inboxes) {
    this.connection = connection;
    this.inboxes = inboxes;
  }

  void write(List<Dispatch> dispatches) throws SQLException, IOException {
    if (dispatches.stream().anyMatch(d -> !d.locals().isEmpty())) {
      messages(dispatches);
    }
    if (dispatches.stream().anyMatch(d -> !d.remotes().isEmpty())) {
      outbound(dispatches);
    }
    for (Dispatch dispatch : dispatches) {
      // RFC 5321 §4.5.5: a mail without a reverse-path is itself a DSN, or wants none.
      boolean tell = !dispatch.reports().isEmpty() && !reversePath(dispatch.mail()).isEmpty();
      if (tell) {
        report(dispatch);
      } else if (dispatch.locals().isEmpty() && dispatch.remotes().isEmpty()) {
        release(dispatch.mail());
      }
    }
  }

  private void messages(List<Dispatch> dispatches) throws SQLException, IOException {
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
      for (Dispatch dispatch : dispatches) {
        for (Local local : dispatch.locals()) {
          copy.row(() -> message(copy, dispatch.mail(), local));
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

  private void outbound(List<Dispatch> dispatches) throws SQLException, IOException {
    try (var copy =
        new BinaryCopy(
            connection,
            "outbound",
            "mail_id",
            "destination",
            "reverse_path",
            "recipients",
            "smtputf8",
            "parameters",
            "priority")) {
      for (Dispatch dispatch : dispatches) {
        for (Remote remote : dispatch.remotes()) {
          copy.row(() -> outbound(copy, dispatch.mail(), remote));
        }
      }
    }
  }

  private static void outbound(BinaryCopy copy, AcceptedMail mail, Remote remote)
      throws IOException {
    MailParameters parameters = mail.envelope().parameters();
    copy.uuid(mail.id().value());
    copy.text(remote.destination());
    copy.text(remote.reversePath());
    copy.textArray(remote.recipients().stream().map(r -> r.forwardPath().toString()).toList());
    copy.bool(parameters.smtpUtf8());
    copy.jsonb(Demands.toJson(parameters, remote.recipients()));
    copy.smallint(parameters.priority());
  }

  private void report(Dispatch dispatch) throws SQLException {
    AcceptedMail mail = dispatch.mail();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into dsn (mail_id, reverse_path, failures, parameters, priority)"
                + " values (?, ?, ?::jsonb, ?::jsonb, ?)")) {
      statement.setObject(1, mail.id().value());
      statement.setString(2, reversePath(mail));
      statement.setString(3, DsnReport.toJson(dispatch.reports()));
      statement.setString(4, Demands.toJson(mail.envelope().parameters(), List.of()));
      statement.setInt(5, mail.envelope().parameters().priority());
      statement.executeUpdate();
    }
  }

  private void release(AcceptedMail mail) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into released (mail_id) values (?)")) {
      statement.setObject(1, mail.id().value());
      statement.executeUpdate();
    }
  }

  private static String reversePath(AcceptedMail mail) {
    return mail.envelope().reversePath().map(EmailAddress::toString).orElse("");
  }
}
