package dev.yubin.store.queue;

import dev.yubin.mail.MailId;
import dev.yubin.store.outbound.Bounce;
import dev.yubin.store.trace.TraceStep;
import dev.yubin.store.trace.TraceStep.Kind;
import dev.yubin.store.trace.TraceWriter;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What the postmaster does to mail that waits. Safe for use by many threads.
public final class QueueControl {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Audit audit;

  public QueueControl(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.audit = new Audit(dataSource);
  }

  /// A row, locked.
  private record Locked(
      long id,
      MailId mail,
      String destination,
      List<String> recipients,
      boolean held,
      @Nullable OffsetDateTime leasedUntil,
      boolean leased) {}

  /// Tries it now.
  public Act retry(long id, Actor actor) {
    return act(
        id,
        actor,
        "retry",
        row -> {
          if (row.held) {
            return Optional.of("It is held: release it");
          }
          setDue(row, "now()");
          return Optional.empty();
        });
  }

  /// Keeps it until it is released.
  public Act hold(long id, Actor actor) {
    return act(
        id,
        actor,
        "hold",
        row -> {
          if (!row.held) {
            setDue(row, "'infinity'");
            trace(row, Kind.HELD, "by the postmaster");
          }
          return Optional.empty();
        });
  }

  /// Lets it go at once. An age at which it would be given up has gone on meanwhile: it has one
  /// attempt at least.
  public Act release(long id, Actor actor) {
    return act(
        id,
        actor,
        "release",
        row -> {
          if (!row.held) {
            return Optional.of("It is not held");
          }
          setDue(row, "now()");
          trace(row, Kind.RELEASED, "by the postmaster");
          return Optional.empty();
        });
  }

  /// Sends it to the hosts of another domain, at once unless it is held. Its recipients stay.
  ///
  /// @param destination a domain, or an address literal
  public Act redirect(long id, String destination, Actor actor) {
    return act(
        id,
        actor,
        "redirect",
        destination,
        row -> {
          if (row.destination.isEmpty()) {
            return Optional.of("Its sender holds it: it has no destination yet");
          }
          jdbc.sql("update outbound set destination = ? where id = ?")
              .params(destination, id)
              .update();
          if (!row.held) {
            setDue(row, "now()");
          }
          trace(row, Kind.REDIRECTED, "to " + destination);
          return Optional.empty();
        });
  }

  /// Takes it away, and tells nobody.
  public Act delete(long id, Actor actor) {
    return act(
        id,
        actor,
        "delete",
        row -> {
          remove(row);
          trace(row, Kind.DELETED, "by the postmaster");
          return Optional.empty();
        });
  }

  /// Gives it up. Its sender is told, if it wants to be.
  ///
  /// @param status an enhanced status code (RFC 3463) of class 5
  /// @param reason for the sender
  public Act bounce(long id, String status, String reason, Actor actor) {
    return act(
        id,
        actor,
        "bounce",
        status + " " + reason,
        row -> {
          Bounce.owe(jdbc, row.id, status, reason);
          remove(row);
          TraceWriter.write(
              jdbc,
              row.mail,
              row.recipients.stream().map(to -> TraceStep.givenUp(to, status, reason)).toList());
          return Optional.empty();
        });
  }

  private Act act(
      long id, Actor actor, String action, Function<Locked, Optional<String>> whatIsUnfit) {
    return act(id, actor, action, "", whatIsUnfit);
  }

  private Act act(
      long id,
      Actor actor,
      String action,
      String detail,
      Function<Locked, Optional<String>> whatIsUnfit) {
    Act act =
        transaction.execute(
            status -> {
              Optional<Locked> row = lock(id);
              if (row.isEmpty()) {
                return new Act.NoSuchEntry();
              }
              OffsetDateTime leasedUntil = row.get().leasedUntil;
              if (row.get().leased && leasedUntil != null) {
                return new Act.InFlight(leasedUntil.toInstant());
              }
              Optional<String> unfit = whatIsUnfit.apply(row.get());
              if (unfit.isPresent()) {
                return new Act.Unfit(unfit.get());
              }
              audit.add(
                  actor, action, "queue/" + id, ("mail=" + row.get().mail + " " + detail).strip());
              return new Act.Done(row.get().mail, row.get().recipients);
            });
    return Objects.requireNonNull(act);
  }

  /// A claim that comes first is waited for, and then seen.
  private Optional<Locked> lock(long id) {
    return jdbc.sql(
            """
            select id, mail_id, destination, recipients, leased_until,
              due_at = 'infinity' as held,
              coalesce(leased_until > clock_timestamp(), false) as leased
            from outbound where id = ? for update
            """)
        .param(id)
        .query(
            (row, n) ->
                new Locked(
                    row.getLong("id"),
                    new MailId(row.getObject("mail_id", UUID.class)),
                    row.getString("destination"),
                    List.of((String[]) row.getArray("recipients").getArray()),
                    row.getBoolean("held"),
                    row.getObject("leased_until", OffsetDateTime.class),
                    row.getBoolean("leased")))
        .optional();
  }

  /// An attempt whose lease is over may still come back: with another count of attempts, it settles
  /// nothing.
  private void setDue(Locked row, String dueAt) {
    jdbc.sql(
            "update outbound set due_at = "
                + dueAt
                + ", attempts = attempts + (leased_until is not null)::int, leased_until = null"
                + " where id = ?")
        .param(row.id)
        .update();
  }

  private void remove(Locked row) {
    jdbc.sql("delete from outbound where id = ?").param(row.id).update();
    jdbc.sql("insert into released (mail_id) values (?)").param(row.mail.value()).update();
  }

  private void trace(Locked row, Kind kind, String detail) {
    TraceWriter.write(
        jdbc,
        row.mail,
        row.recipients.stream().map(to -> TraceStep.own(kind, to, detail)).toList());
  }
}
