package dev.yubin.store.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Removes what nothing refers to any more. May run in several instances at a time.
public final class MailSweep {
  private final JdbcClient jdbc;

  public MailSweep(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /// Removes mails that were let go of and that no message, no outbound row and no DSN refers to.
  /// The mail that a DSN has become stays while its row does: were it sent again, its id would tell
  /// that it is there.
  ///
  /// @param grace how long a session may still be reading what it began to read
  /// @return how many releases were looked at; at [#BATCH] there may be more
  public int releasedMails(Duration grace) {
    return jdbc.sql(
            """
            with due as (
              delete from released where ctid = any(array(
                select ctid from released
                where released_at < now() - make_interval(secs => ?)
                order by released_at limit ? for update skip locked))
              returning mail_id
            ), gone as (
              select distinct mail_id from due d
              where not exists (select from message m where m.mail_id = d.mail_id)
                and not exists (select from outbound o where o.mail_id = d.mail_id)
                and not exists (select from dsn where dsn.mail_id = d.mail_id)
                and not exists (select from dsn where dsn.own_mail = d.mail_id)
            ), mails as (
              delete from mail using gone where mail.id = gone.mail_id
            ), chunks as (
              delete from mail_chunk c using gone where c.mail_id = gone.mail_id
            )
            select count(*) from due
            """)
        .params(grace.toMillis() / 1000.0, BATCH)
        .query(Integer.class)
        .single();
  }

  public static final int BATCH = 500;

  /// Removes chunks whose mail was never completed: a client that left in the middle of a large
  /// mail. Those of a mail that lies among the dead letters stay.
  ///
  /// @param age how long a mail may take to be completed
  /// @param reach how far back to look beyond that
  /// @return how many chunks were removed
  public int orphanChunks(Duration age, Duration reach) {
    forgetDeadLetters(age);
    Instant until = Instant.now().minus(age);
    return jdbc.sql(
            """
            delete from mail_chunk c
            where c.mail_id >= ? and c.mail_id < ?
              and not exists (select from mail m where m.id = c.mail_id)
              and not exists (select from dead_letter d where d.mail_id = c.mail_id)
            """)
        .params(firstIdAt(until.minus(reach)), firstIdAt(until))
        .update();
  }

  /// Those that have arrived by now, and those of which there is nothing to keep.
  private void forgetDeadLetters(Duration age) {
    jdbc.sql(
            """
            delete from dead_letter d
            where d.at < now() - make_interval(secs => ?)
              and (exists (select from mail m where m.id = d.mail_id)
                or not exists (select from mail_chunk c where c.mail_id = d.mail_id))
            """)
        .param(age.toMillis() / 1000.0)
        .update();
  }

  /// The lowest UUIDv7 of a moment: ids tell when a mail began (RFC 9562 §5.7).
  private static UUID firstIdAt(Instant moment) {
    return new UUID((moment.toEpochMilli() << 16) | 0x7000, 0);
  }
}
