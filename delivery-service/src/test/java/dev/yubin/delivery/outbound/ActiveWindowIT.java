package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.delivery.outbound.ActiveWindow.Share;
import dev.yubin.delivery.outbound.Pace.Progress;
import dev.yubin.store.MigratedDatabase;
import dev.yubin.store.outbound.Backlog;
import dev.yubin.store.outbound.OutboundQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is claimed of a backlog.
class ActiveWindowIT {
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final MigratedDatabase DATABASE = MigratedDatabase.create();
  private static final JdbcClient JDBC = DATABASE.jdbc();

  private final Backlog backlog = new Backlog(DATABASE.dataSource());
  private final OutboundQueue queue = new OutboundQueue(DATABASE.dataSource());

  private final Slots slots =
      new Slots(new OutboundProperties.Concurrency(8, 4), InstantSource.system());
  private final ActiveWindow window =
      new ActiveWindow(backlog, queue, slots, UnaryOperator.identity(), LEASE);

  @BeforeEach
  void forget() {
    JDBC.sql("truncate mail, outbound").update();
  }

  @Test
  void claimsNoMoreThanThereAreSlotsFor() {
    queued("busy.test", 500, 60, 0);

    List<Share> shares = window.next();

    assertThat(shares).hasSize(2).allMatch(share -> share.mails().size() == 20);
    assertThat(slots.free()).isEqualTo(6);
    assertThat(claimed()).isEqualTo(40);
    assertThat(window.next()).isEmpty();
    assertThat(claimed()).as("nothing is claimed to be given back").isEqualTo(40);
  }

  @Test
  void sharesFewMailsAmongFewSessions() {
    queued("small.test", 5, 60, 0);

    assertThat(window.next()).extracting(share -> share.mails().size()).containsExactly(4, 1);
    assertThat(slots.free("small.test")).isZero();
  }

  @Test
  void reachesALiveDestinationBehindHoweverManyDeadOnes() {
    queued("dead.test", 3_000, 3_600, 4);
    slots.take("dead.test", false);
    slots.take("dead.test", false);
    queued("live.test", 1, 0, 0);

    assertThat(window.next())
        .singleElement()
        .satisfies(share -> assertThat(share.hop()).isEqualTo("live.test"));
  }

  @Test
  void givesFreshMailItsTurnBesideMailThatWasTriedInVain() {
    for (int i = 0; i < 20; i++) {
      queued("dead" + i + ".test", 1, 3_600 + i, 4);
    }
    queued("live.test", 1, 0, 0);

    assertThat(window.next()).extracting(Share::hop).contains("live.test").hasSize(7);
  }

  @Test
  void takesSlotsBackOfWhatAnotherInstanceHas() {
    queued("both.test", 40, 60, 0);
    Slots others = new Slots(new OutboundProperties.Concurrency(8, 4), InstantSource.system());
    assertThat(new ActiveWindow(backlog, queue, others, UnaryOperator.identity(), LEASE).next())
        .hasSize(2);

    assertThat(window.next()).isEmpty();
    assertThat(slots.free("both.test")).isEqualTo(2);
  }

  @Test
  void growsWithADestinationThatTakesMail() {
    queued("live.test", 500, 60, 0);
    for (Share share : window.next()) {
      slots.giveBack(share.hop(), Progress.GOOD, Duration.ZERO);
    }

    assertThat(window.next()).hasSize(4);
  }

  private static int claimed() {
    return JDBC.sql("select count(*) from outbound where leased_until is not null")
        .query(Integer.class)
        .single();
  }

  private static void queued(String destination, int mails, int secondsDue, int attempts) {
    JDBC.sql(
            """
            with mails as (
              insert into mail (id, size, first_chunk_size)
              select gen_random_uuid(), 1, 1 from generate_series(1, ?) returning id)
            insert into outbound (mail_id, destination, reverse_path, recipients, smtputf8,
              due_at, attempts)
            select id, ?, '', array['x@y.test'], false, now() - make_interval(secs => ?), ?
            from mails
            """)
        .params(mails, destination, secondsDue, attempts)
        .update();
  }
}
