package dev.yubin.store.outbound;

import dev.yubin.store.trace.TraceWriter;
import dev.yubin.topic.TopicJson;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Settlements as rows, within the transaction of the caller: a few statements for all of them.
record SettlementRows(JdbcClient jdbc) {

  /// @return the ids of rows that were still their claimer's; of the others nothing is written
  Set<Long> write(List<Settlement> settlements) {
    Set<Long> settled = new HashSet<>();
    settled.addAll(remove(settlements.stream().filter(s -> s.deferred().isEmpty()).toList()));
    settled.addAll(reschedule(settlements.stream().filter(s -> !s.deferred().isEmpty()).toList()));
    List<Settlement> written =
        settlements.stream().filter(s -> settled.contains(s.claimed().id())).toList();
    TraceWriter.write(
        jdbc,
        written.stream()
            .map(
                s -> new TraceWriter.Attempt(s.claimed().mail(), s.claimed().attempts(), s.steps()))
            .toList());
    for (Settlement settlement : written) {
      OutboundMail claimed = settlement.claimed();
      // RFC 5321 §4.5.5: nobody is told about mail that has no reverse-path.
      if (!settlement.reports().isEmpty() && !claimed.reversePath().isEmpty()) {
        addDsn(jdbc, claimed, settlement.reports());
      }
    }
    return settled;
  }

  static void addDsn(JdbcClient jdbc, OutboundMail claimed, List<DsnReport> reports) {
    jdbc.sql(
            "insert into dsn (mail_id, reverse_path, failures, parameters, priority)"
                + " values (?, ?, ?::jsonb, ?::jsonb, ?)")
        .params(claimed.mail().value(), claimed.reversePath(), DsnReport.toJson(reports))
        .param(Demands.toJson(claimed.parameters(), List.of()))
        .param(claimed.parameters().priority())
        .update();
  }

  private List<Long> remove(List<Settlement> settlements) {
    if (settlements.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            with removed as (
              delete from outbound o using unnest(?::bigint[], ?::int[]) as c (id, attempts)
              where o.id = c.id and o.attempts = c.attempts
              returning o.id, o.mail_id
            ), let_go as (
              insert into released (mail_id) select mail_id from removed
            )
            select id from removed
            """)
        .params(
            settlements.stream().map(s -> s.claimed().id()).toArray(Long[]::new),
            settlements.stream().map(s -> s.claimed().attempts()).toArray(Integer[]::new))
        .query((row, number) -> row.getLong(1))
        .list();
  }

  /// In the form of the statement's `c`.
  private record Rescheduled(
      long id,
      int attempts,
      List<String> recipients,
      String due,
      String reply,
      boolean delay,
      boolean late,
      boolean goes_on) {

    private static Rescheduled of(Settlement settlement) {
      OutboundMail claimed = settlement.claimed();
      return new Rescheduled(
          claimed.id(),
          claimed.attempts(),
          settlement.deferred(),
          settlement.dueAt().toString(),
          settlement.lastReply(),
          claimed.delayTold(),
          claimed.lateTold(),
          settlement.goesOn());
    }
  }

  private List<Long> reschedule(List<Settlement> settlements) {
    if (settlements.isEmpty()) {
      return List.of();
    }
    List<Rescheduled> rows = settlements.stream().map(Rescheduled::of).toList();
    // Lists of differing lengths fit into no array of PostgreSQL.
    return jdbc.sql(
            """
            update outbound o
            set recipients = c.recipients, due_at = c.due, last_reply = c.reply,
              delay_told = delay_told or c.delay, late_told = late_told or c.late,
              leased_until = case when c.goes_on then c.due end
            from jsonb_to_recordset(?::jsonb) as c (id bigint, attempts int, recipients text[],
              due timestamptz, reply text, delay boolean, late boolean, goes_on boolean)
            where o.id = c.id and o.attempts = c.attempts
            returning o.id
            """)
        .param(new String(TopicJson.encode(rows), StandardCharsets.UTF_8))
        .query((row, number) -> row.getLong(1))
        .list();
  }
}
