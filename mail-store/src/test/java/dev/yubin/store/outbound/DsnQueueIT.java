package dev.yubin.store.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.MailId;
import dev.yubin.store.MigratedDatabase;
import dev.yubin.store.mail.MailSweep;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DsnQueueIT {
  private final MigratedDatabase database = MigratedDatabase.create();
  private final DsnQueue queue = new DsnQueue(database.dataSource());
  private final MailSweep sweep = new MailSweep(database.dataSource());

  @Test
  void keepsTheMailThatADsnHasBecomeUntilNobodySendsItAgain() {
    add(MailId.create().value(), 5);
    PendingDsn dsn = claim();
    addMail(dsn.own());
    // Delivered, read and deleted, while the instance that sent it has died before it wrote so.
    release(dsn.own());
    sweep.releasedMails(Duration.ofHours(1));
    assertThat(database.count("mail")).isEqualTo(1);

    PendingDsn again = claim();
    assertThat(again.own()).isEqualTo(dsn.own());
    queue.sent(again);
    database.jdbc().sql("update released set released_at = now() - interval '2 hours'").update();
    sweep.releasedMails(Duration.ofHours(1));
    assertThat(database.count("mail")).isZero();
  }

  @Test
  void knowsHowUrgentTheMailWas() {
    // RFC 6710 §4.6
    add(MailId.create().value(), 5);
    assertThat(claim().parameters().priority()).isEqualTo(5);
  }

  private PendingDsn claim() {
    return queue.claim(1, Duration.ZERO).getFirst();
  }

  private void add(UUID about, int priority) {
    database
        .jdbc()
        .sql(
            "insert into dsn (mail_id, reverse_path, failures, priority)"
                + " values (?, 'bob@example.test', '[]', ?)")
        .params(about, priority)
        .update();
  }

  private void addMail(MailId id) {
    database
        .jdbc()
        .sql("insert into mail (id, size, first_chunk_size) values (?, 1, 1)")
        .param(id.value())
        .update();
  }

  private void release(MailId id) {
    database
        .jdbc()
        .sql("insert into released (mail_id, released_at) values (?, now() - interval '2 hours')")
        .param(id.value())
        .update();
  }
}
