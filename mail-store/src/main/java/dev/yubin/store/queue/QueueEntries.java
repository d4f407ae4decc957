package dev.yubin.store.queue;

import dev.yubin.mail.MailId;
import dev.yubin.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads the queue without standing in its way. Safe for use by many threads.
public final class QueueEntries {
  private static final String ENTRY =
      "select o.*, m.size, "
          + QueueEntry.State.OF_ROW
          + " as state from outbound o join mail m on m.id = o.mail_id ";

  private final JdbcClient jdbc;

  public QueueEntries(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /// Entries in the order of their ids, which is that of their arrival. What a filter passes
  /// over is read all the same: no index is kept for it, which every delivery would pay.
  ///
  /// @param after the id that the last page ended with, 0 for the first
  public Page<QueueEntry> list(QueueFilter filter, long after, int limit) {
    Double seconds = filter.olderThan() == null ? null : filter.olderThan().toMillis() / 1000.0;
    UUID mail = filter.mail() == null ? null : filter.mail().value();
    return Page.of(
        jdbc.sql(
                ENTRY
                    + """
                    where o.id > :after
                      and (:mail::uuid is null or o.mail_id = :mail)
                      and (:destination::text is null or o.destination = :destination)
                      and (:sender::text is null or lower(o.reverse_path) = lower(:sender)
                        or (starts_with(:sender, '@')
                          and right(lower(o.reverse_path), length(:sender)) = lower(:sender)))
                      and (:recipient::text is null
                        or lower(:recipient) = any(lower(o.recipients::text)::text[]))
                      and (:seconds::float8 is null
                        or o.queued_at <= now() - make_interval(secs => :seconds))
                      and (:state::text is null or :state = (
                    """
                    + QueueEntry.State.OF_ROW
                    + ")) order by o.id limit :limit")
            .param("after", after)
            .param("mail", mail)
            .param("destination", filter.destination())
            .param("sender", filter.sender())
            .param("recipient", filter.recipient())
            .param("seconds", seconds)
            .param("state", filter.state() == null ? null : filter.state().name())
            .param("limit", limit + 1)
            .query(QueueEntries::entry)
            .list(),
        limit);
  }

  public Optional<QueueEntry> find(long id) {
    return jdbc.sql(ENTRY + "where o.id = ?").param(id).query(QueueEntries::entry).optional();
  }

  /// The other destinations of a mail that are not settled yet.
  public List<Long> siblings(QueueEntry entry) {
    return jdbc.sql("select id from outbound where mail_id = ? and id <> ? order by id limit 1000")
        .params(entry.mail().value(), entry.id())
        .query((row, n) -> row.getLong(1))
        .list();
  }

  private static QueueEntry entry(ResultSet row, int number) throws SQLException {
    QueueEntry.State state = QueueEntry.State.valueOf(row.getString("state"));
    OffsetDateTime leasedUntil = row.getObject("leased_until", OffsetDateTime.class);
    boolean held = state == QueueEntry.State.HELD;
    return new QueueEntry(
        row.getLong("id"),
        new MailId(row.getObject("mail_id", UUID.class)),
        row.getString("destination"),
        row.getString("reverse_path"),
        List.of((String[]) row.getArray("recipients").getArray()),
        state,
        row.getTimestamp("queued_at").toInstant(),
        held ? null : row.getTimestamp("due_at").toInstant(),
        instant(leasedUntil),
        row.getInt("attempts"),
        row.getInt("priority"),
        row.getString("last_reply"),
        row.getLong("size"));
  }

  private static java.time.@Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
