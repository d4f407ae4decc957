package dev.yubin.store.arrival;

import dev.yubin.store.arrival.Dispatch.Local;
import dev.yubin.store.arrival.StoreOutcome.Mailbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The INBOX of each account that a batch delivers to, with a run of UIDs reserved in it. The rows
/// stay locked until the transaction ends, so that a UID is visible only after all lower ones.
final class Inboxes {
  private final Map<Long, Reserved> byAccount;
  private final boolean complete;

  private Inboxes(Map<Long, Reserved> byAccount, boolean complete) {
    this.byAccount = byAccount;
    this.complete = complete;
  }

  static Inboxes reserve(JdbcClient jdbc, List<Dispatch> dispatches) {
    // In id order, here and wherever several mailboxes are locked: no deadlocks.
    Map<Long, Integer> counts = new TreeMap<>();
    dispatches.stream()
        .flatMap(d -> d.locals().stream())
        .forEach(local -> counts.merge(local.accountId(), 1, Integer::sum));
    Map<Long, Reserved> reserved = new HashMap<>();
    if (!counts.isEmpty()) {
      jdbc.sql(
              """
              with wanted as (
                select * from unnest(?::bigint[], ?::int[]) as w (account_id, n)
              ), locked as (
                select m.account_id, m.id, w.n
                from mailbox m join wanted w using (account_id)
                where m.name = 'INBOX'
                order by m.account_id, m.id
                for no key update of m
              )
              update mailbox m
              set uid_next = m.uid_next + l.n, highest_modseq = m.highest_modseq + 1
              from locked l
              where m.account_id = l.account_id and m.id = l.id
              returning m.account_id, m.id, m.uid_next - l.n as first_uid, m.highest_modseq
              """)
          .params(counts.keySet().toArray(Long[]::new), counts.values().toArray(Integer[]::new))
          .query(
              rs -> {
                reserved.put(
                    rs.getLong("account_id"),
                    new Reserved(
                        rs.getLong("id"), rs.getLong("first_uid"), rs.getLong("highest_modseq")));
              });
    }
    return new Inboxes(reserved, reserved.size() == counts.size());
  }

  /// Whether every account was there.
  boolean complete() {
    return complete;
  }

  List<Mailbox> mailboxes() {
    return byAccount.entrySet().stream()
        .map(e -> new Mailbox(e.getKey(), e.getValue().mailboxId))
        .toList();
  }

  Reserved of(Local local) {
    Reserved reserved = byAccount.get(local.accountId());
    if (reserved == null) {
      throw new IllegalStateException("No INBOX was reserved for account " + local.accountId());
    }
    return reserved;
  }

  static final class Reserved {
    private final long mailboxId;
    private final long modSeq;
    private long nextUid;

    private Reserved(long mailboxId, long firstUid, long modSeq) {
      this.mailboxId = mailboxId;
      this.nextUid = firstUid;
      this.modSeq = modSeq;
    }

    long mailboxId() {
      return mailboxId;
    }

    long modSeq() {
      return modSeq;
    }

    long takeUid() {
      return nextUid++;
    }
  }
}
