package dev.yubin.store.message;

import dev.yubin.store.mailbox.MailboxKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Changes messages of a mailbox, each call one transaction that begins with the lock on the
/// mailbox's row. What one call changes shares one mod-sequence, which nothing else has.
public final class MessageEdits {
  /// Expunges of a mailbox that are remembered; a row takes about 100 octets.
  private static final int MAX_EXPUNGES = 100_000;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Messages messages;
  private final ExpungeLog log;

  public MessageEdits(DataSource database) {
    this(database, MAX_EXPUNGES);
  }

  MessageEdits(DataSource database, int maxExpunges) {
    jdbc = new JdbcTemplate(database);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    messages = new Messages(database);
    log = new ExpungeLog(jdbc, maxExpunges);
  }

  /// A writer for a new mail.
  public MailWriter write() {
    return new MailWriter(jdbc, this);
  }

  /// Makes mails messages of a mailbox, all or none (RFC 3502).
  ///
  /// @param mails at least one
  /// @return empty when the mailbox is gone
  public Optional<MailWriter.Appended> append(MailboxKey key, List<NewMail> mails) {
    mails.forEach(mail -> mail.writer().end());
    return inTransaction(() -> insert(key, mails));
  }

  /// Makes a mail a message in the place of another one, which may be in another mailbox
  /// (RFC 8508).
  ///
  /// @param uid of the message that goes
  /// @return empty when that message or the mailbox is gone
  public Optional<Replaced> replace(MailboxKey from, long uid, MailboxKey to, NewMail mail) {
    mail.writer().end();
    return inTransaction(
        () -> {
          lockBoth(from, to);
          Optional<MailWriter.Appended> appended = insert(to, List.of(mail));
          long modSeq = grant(from, 0).map(Grant::modSeq).orElse(0L);
          int removed = log.remove(from, UidSet.of(uid, uid), 0, modSeq, true);
          return appended.filter(a -> removed > 0).map(a -> new Replaced(a, modSeq));
        });
  }

  private Optional<MailWriter.Appended> insert(MailboxKey key, List<NewMail> mails) {
    Optional<Grant> grant = grant(key, mails.size());
    grant.ifPresent(
        g -> {
          for (int i = 0; i < mails.size(); i++) {
            NewMail mail = mails.get(i);
            mail.writer()
                .insert(key, g.firstUid() + i, g.modSeq(), mail.flags(), mail.internalDate());
          }
        });
    return grant.map(g -> new MailWriter.Appended(g.uidValidity(), g.firstUid()));
  }

  /// A UID range and a mod-sequence that a mailbox has handed out.
  record Grant(long uidValidity, long firstUid, long modSeq) {}

  /// Changes flags. A message whose flags are so already keeps its mod-sequence.
  ///
  /// @return the mod-sequence of the change, empty when nothing had to change
  public OptionalLong store(MailboxKey key, UidSet uids, FlagChange change) {
    return inTransaction(() -> storeLocked(key, uids, change)).orElse(OptionalLong.empty());
  }

  private Optional<OptionalLong> storeLocked(MailboxKey key, UidSet uids, FlagChange change) {
    return grant(key, 0)
        .filter(grant -> FlagUpdate.run(jdbc, key, uids, change, grant.modSeq()) > 0)
        .map(grant -> OptionalLong.of(grant.modSeq()));
  }

  /// Changes flags of those messages that nobody has changed since (RFC 7162 §3.1.3). They are
  /// looked at under the lock: of two clients that know the same, one is told that it is late.
  public Stored store(MailboxKey key, UidSet uids, FlagChange change, long unchangedSince) {
    Stored stored =
        transaction.execute(
            status -> {
              Stored outcome = storeUnchanged(key, uids, change, unchangedSince);
              if (outcome.modSeq() == 0) {
                status.setRollbackOnly();
              }
              return outcome;
            });
    return Objects.requireNonNull(stored);
  }

  private Stored storeUnchanged(
      MailboxKey key, UidSet uids, FlagChange change, long unchangedSince) {
    Optional<Grant> grant = grant(key, 0);
    UidSet modified = messages.find(key, uids, change.isLate(unchangedSince));
    long modSeq =
        grant
            .map(Grant::modSeq)
            .filter(next -> FlagUpdate.run(jdbc, key, uids.minus(modified), change, next) > 0)
            .orElse(0L);
    return new Stored(modSeq, modified);
  }

  /// Expunges the messages with \Deleted.
  ///
  /// @param uids which of them, null for all
  /// @return the mod-sequence of the expunges, empty when there were none
  public OptionalLong expunge(MailboxKey key, @Nullable UidSet uids) {
    UidSet among = uids == null ? UidSet.of(1, 0xffff_ffffL) : uids;
    return inTransaction(() -> expungeLocked(key, among)).orElse(OptionalLong.empty());
  }

  private Optional<OptionalLong> expungeLocked(MailboxKey key, UidSet uids) {
    return grant(key, 0)
        .filter(grant -> log.remove(key, uids, Flags.DELETED, grant.modSeq(), true) > 0)
        .map(grant -> OptionalLong.of(grant.modSeq()));
  }

  /// Copies messages to a mailbox of the same account.
  ///
  /// @return empty when the mailbox is gone
  public Optional<Copied> copy(MailboxKey from, UidSet uids, MailboxKey to) {
    return inTransaction(() -> insertCopies(from, uids, to));
  }

  /// Moves messages to another mailbox of the same account, all or none (RFC 6851 §3.3).
  ///
  /// @return empty when one of the mailboxes is gone
  public Optional<Copied> move(MailboxKey from, UidSet uids, MailboxKey to) {
    return inTransaction(() -> moveLocked(from, uids, to));
  }

  private Optional<Copied> moveLocked(MailboxKey from, UidSet uids, MailboxKey to) {
    lockBoth(from, to);
    Optional<Grant> expunge = grant(from, 0);
    Optional<Copied> copied = expunge.flatMap(grant -> insertCopies(from, uids, to));
    if (expunge.isEmpty() || copied.isEmpty()) {
      return Optional.empty();
    }
    long modSeq = expunge.get().modSeq();
    // The new rows refer to the mails: nothing is released.
    log.remove(from, copied.get().sources(), 0, modSeq, false);
    Copied c = copied.get();
    return Optional.of(new Copied(c.uidValidity(), c.sources(), c.targets(), modSeq));
  }

  /// Every transaction that locks several mailboxes does so in the order of their ids.
  private void lockBoth(MailboxKey one, MailboxKey other) {
    jdbc.query(
        "select id from mailbox where account_id = ? and id in (?, ?) order by id for update",
        row -> {},
        one.account(),
        one.mailbox(),
        other.mailbox());
  }

  private Optional<Copied> insertCopies(MailboxKey from, UidSet uids, MailboxKey to) {
    List<Long> sources =
        jdbc.query(
            "select m.uid " + Messages.OF_UIDS + "order by m.uid",
            (row, n) -> row.getLong(1),
            uids.firsts(),
            uids.lasts(),
            from.account(),
            from.mailbox());
    return grant(to, sources.size()).map(grant -> insertCopies(from, sources, to, grant));
  }

  private Copied insertCopies(MailboxKey from, List<Long> sources, MailboxKey to, Grant grant) {
    UidSet.Builder copied = new UidSet.Builder();
    UidSet.Builder given = new UidSet.Builder();
    // A message that was expunged since it was counted leaves its UID unused.
    jdbc.query(
        """
        with source as (
          select s.n, m.* from unnest(?::bigint[]) with ordinality as s (uid, n)
          join message m on m.account_id = ? and m.mailbox_id = ? and m.uid = s.uid),
        copy as (
          insert into message (account_id, mailbox_id, uid, mail_id, modseq, flags, keywords,
            internal_date, prefix, size)
          select account_id, ?, ? + n - 1, mail_id, ?, flags, keywords, internal_date, prefix, size
          from source returning uid)
        select source.uid, copy.uid from source join copy on copy.uid = ? + source.n - 1
        order by source.n
        """,
        row -> {
          copied.add(row.getLong(1));
          given.add(row.getLong(2));
        },
        sources.stream().mapToLong(Long::longValue).toArray(),
        from.account(),
        from.mailbox(),
        to.mailbox(),
        grant.firstUid(),
        grant.modSeq(),
        grant.firstUid());
    return new Copied(grant.uidValidity(), copied.build(), given.build(), 0);
  }

  /// Takes UIDs and the next mod-sequence. The row's lock is held until the commit, so that both
  /// become visible in order.
  Optional<Grant> grant(MailboxKey key, int uids) {
    return jdbc
        .query(
            """
            update mailbox set uid_next = uid_next + ?, highest_modseq = highest_modseq + 1
            where account_id = ? and id = ? returning uid_validity, uid_next, highest_modseq
            """,
            (row, n) -> new Grant(row.getLong(1), row.getLong(2) - uids, row.getLong(3)),
            uids,
            key.account(),
            key.mailbox())
        .stream()
        .findFirst();
  }

  /// Runs in a transaction that is taken back when nothing came of it.
  <T> Optional<T> inTransaction(Supplier<Optional<T>> work) {
    Optional<T> result =
        transaction.execute(
            status -> {
              Optional<T> outcome = work.get();
              if (outcome.isEmpty()) {
                status.setRollbackOnly();
              }
              return outcome;
            });
    return result == null ? Optional.empty() : result;
  }
}
