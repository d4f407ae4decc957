package dev.yubin.store.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.store.MigratedDatabase;
import dev.yubin.store.mailbox.MailboxKey;
import dev.yubin.store.mailbox.Mailboxes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Mod-sequences (RFC 7162 §3.1) and the log of expunges (§5.3).
class MessageEditsIT {
  private static final FlagChange SEEN = add(Flags.SEEN);
  private static final FlagChange DELETED = add(Flags.DELETED);

  private final MigratedDatabase database = MigratedDatabase.create();
  private final MessageEdits edits = new MessageEdits(database.dataSource(), 4);
  private final Messages messages = new Messages(database.dataSource());
  private final ModSeqs modSeqs = new ModSeqs(database.dataSource());
  private final Mailboxes mailboxes = new Mailboxes(database.dataSource());
  private final MailboxKey inbox = inbox();

  private static FlagChange add(int flag) {
    return new FlagChange(FlagChange.Kind.ADD, Flags.ofSystem(flag));
  }

  private MailboxKey inbox() {
    long account = database.account("alice@example.test");
    return mailboxes.find(account, "INBOX").orElseThrow().key();
  }

  private void append(int messages) {
    for (int i = 0; i < messages; i++) {
      MailWriter writer = edits.write();
      byte[] mail = "Subject: x\r\n\r\nx\r\n".getBytes(US_ASCII);
      writer.write(mail, 0, mail.length);
      assertThat(writer.finish(inbox, Flags.NONE, Instant.now())).isPresent();
    }
  }

  private long highest() {
    return messages.open(inbox).orElseThrow().mailbox().highestModSeq();
  }

  private long expunge(long uid) {
    edits.store(inbox, UidSet.of(uid, uid), DELETED);
    return edits.expunge(inbox, null).orElseThrow();
  }

  @Test
  void givesEveryChangeAModSequenceOfItsOwn() {
    append(3);
    assertThat(highest()).isEqualTo(4);
    assertThat(edits.store(inbox, UidSet.of(1, 2), SEEN)).hasValue(5);
    assertThat(modSeqs.changedSince(inbox, 4)).hasToString("1:2");
    assertThat(modSeqs.highest(inbox, UidSet.of(1, 3))).isEqualTo(5);
    assertThat(modSeqs.highest(inbox, UidSet.of(3, 9))).isEqualTo(4);
  }

  @Test
  void takesNoModSequenceForWhatIsSoAlready() {
    append(1);
    edits.store(inbox, UidSet.of(1, 1), SEEN);
    long before = highest();
    assertThat(edits.store(inbox, UidSet.of(1, 1), SEEN)).isEmpty();
    assertThat(edits.store(inbox, UidSet.of(1, 1), SEEN, before))
        .isEqualTo(new Stored(0, UidSet.EMPTY));
    assertThat(edits.expunge(inbox, null)).isEmpty();
    assertThat(highest()).isEqualTo(before);
  }

  @Test
  void leavesAloneWhatHasChangedSince() {
    append(4);
    long known = highest();
    edits.store(inbox, UidSet.of(2, 3), SEEN);
    Stored stored = edits.store(inbox, UidSet.of(1, 4), SEEN, known);
    assertThat(stored).isEqualTo(new Stored(known + 2, UidSet.of(2, 3)));
    assertThat(modSeqs.changedSince(inbox, known + 1)).hasToString("1,4");
  }

  /// RFC 7162 §3.1.12
  @Test
  void takesTheChangeOfAnotherFlagForNone() {
    append(1);
    UidSet one = UidSet.of(1, 1);
    Stored late = new Stored(0, one);
    long known = highest();
    edits.store(inbox, one, SEEN);
    assertThat(edits.store(inbox, one, DELETED, known))
        .isEqualTo(new Stored(known + 2, UidSet.EMPTY));
    FlagChange unseen = new FlagChange(FlagChange.Kind.REMOVE, Flags.ofSystem(Flags.SEEN));
    assertThat(edits.store(inbox, one, unseen, known))
        .isEqualTo(new Stored(known + 3, UidSet.EMPTY));
    assertThat(edits.store(inbox, one, unseen, known)).isEqualTo(late);
    assertThat(edits.store(inbox, one, DELETED, known)).isEqualTo(late);
    FlagChange replaced = new FlagChange(FlagChange.Kind.REPLACE, Flags.NONE);
    assertThat(edits.store(inbox, one, replaced, known)).isEqualTo(late);
  }

  /// RFC 7162 §3.1.3: a system flag is always there, a keyword only where it is set.
  @Test
  void testsAKeywordForPresenceWithZero() {
    append(1);
    UidSet one = UidSet.of(1, 1);
    assertThat(edits.store(inbox, one, SEEN, 0)).isEqualTo(new Stored(0, one));
    FlagChange sent = new FlagChange(FlagChange.Kind.ADD, new Flags(0, List.of("$MDNSent")));
    assertThat(edits.store(inbox, one, sent, 0).modified()).isEqualTo(UidSet.EMPTY);
    assertThat(edits.store(inbox, one, sent, 0).modified()).isEqualTo(one);
  }

  @Test
  void letsOneOfManyWhoKnowTheSameChangeIt() throws Exception {
    append(1);
    long known = highest();
    List<Callable<Stored>> attempts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      FlagChange take = new FlagChange(FlagChange.Kind.ADD, new Flags(0, List.of("taken")));
      attempts.add(() -> edits.store(inbox, UidSet.of(1, 1), take, known));
    }
    int winners = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Stored> attempt : threads.invokeAll(attempts)) {
        winners += attempt.get().modSeq() > 0 ? 1 : 0;
      }
    }
    assertThat(winners).isEqualTo(1);
    assertThat(highest()).isEqualTo(known + 1);
  }

  /// Whoever has seen a mod-sequence has seen all that is below it.
  @Test
  void showsChangesInTheOrderOfTheirModSequences() throws Exception {
    append(8);
    long start = highest();
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int uid = 1; uid <= 8; uid++) {
      UidSet one = UidSet.of(uid, uid);
      writers.add(() -> edits.store(inbox, one, SEEN).isPresent());
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> reader = threads.submit(() -> readsWithoutGaps(start, start + 8));
      for (Future<Boolean> writer : threads.invokeAll(writers)) {
        assertThat(writer.get()).isTrue();
      }
      assertThat(reader.get()).isTrue();
    }
  }

  private boolean readsWithoutGaps(long start, long end) {
    long seen = start;
    while (seen < end) {
      Changes changes = messages.changesSince(inbox, seen).orElseThrow();
      if (changes.changed().size() != changes.highestModSeq() - seen) {
        return false;
      }
      seen = changes.highestModSeq();
    }
    return true;
  }

  @Test
  void remembersWhatWasExpungedAndWhen() {
    append(3);
    long first = expunge(1);
    long second = expunge(3);
    assertThat(modSeqs.expungedSince(inbox, 0).orElseThrow()).hasToString("1,3");
    assertThat(modSeqs.expungedSince(inbox, first).orElseThrow()).hasToString("3");
    assertThat(modSeqs.expungedSince(inbox, second).orElseThrow().isEmpty()).isTrue();
  }

  @Test
  void forgetsTheOlderHalfOfTooManyExpunges() {
    append(6);
    long third = 0;
    for (int uid = 1; uid <= 5; uid++) {
      long modSeq = expunge(uid);
      third = uid == 3 ? modSeq : third;
    }
    assertThat(modSeqs.expungedSince(inbox, third - 1)).isEmpty();
    assertThat(modSeqs.expungedSince(inbox, third).orElseThrow()).hasToString("4:5");
    assertThat(messages.changesSince(inbox, third - 1).orElseThrow().complete()).isFalse();
    assertThat(messages.changesSince(inbox, third).orElseThrow().complete()).isTrue();
    assertThat(database.count("expunged")).isEqualTo(2);
  }

  @Test
  void forgetsAllOfOneExpungeOrNothing() {
    append(6);
    edits.store(inbox, UidSet.of(1, 5), DELETED);
    long modSeq = edits.expunge(inbox, null).orElseThrow();
    assertThat(database.count("expunged")).isZero();
    assertThat(modSeqs.expungedSince(inbox, modSeq - 1)).isEmpty();
    assertThat(modSeqs.expungedSince(inbox, modSeq).orElseThrow().isEmpty()).isTrue();
  }

  @Test
  void forgetsOldExpunges() {
    append(2);
    long old = expunge(1);
    database.jdbc().sql("update expunged set expunged_at = now() - interval '2 days'").update();
    long young = expunge(2);
    ExpungeSweep sweep = new ExpungeSweep(database.dataSource());
    assertThat(sweep.forget(Duration.ofDays(1))).isEqualTo(1);
    assertThat(sweep.forget(Duration.ofDays(1))).isZero();
    assertThat(modSeqs.expungedSince(inbox, old - 1)).isEmpty();
    assertThat(modSeqs.expungedSince(inbox, old).orElseThrow()).hasToString("2");
    assertThat(highest()).isEqualTo(young);
  }
}
