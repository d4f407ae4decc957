package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.MessageSet;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.SequenceSet;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.mailbox.MailboxKey;
import dev.yubin.store.message.Snapshot;
import dev.yubin.store.message.UidSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// A mailbox as the client believes it to be: which message has which sequence number. Changes only
/// by what the client is told. For whoever holds the session's lock.
final class SelectedMailbox {
  private final Mailbox mailbox;
  private final boolean readOnly;

  /// UIDs by sequence number - 1; unsigned, ascending, the first [#count].
  private int[] uids;

  private int count;

  /// Everything up to here is in [#uids], or waits in [#expunged].
  private long seenModSeq;

  /// Mod-sequence of a change of our own that the client knows of, 0 for none.
  private long own;

  /// UIDs that are gone and the client could not be told of yet.
  private final TreeSet<Long> expunged = new TreeSet<>();

  /// The lowest mod-sequence of an expunge in [#expunged].
  private long firstUntold = Long.MAX_VALUE;

  /// What `$` means (RFC 5182 §2.1).
  private UidSet saved = UidSet.EMPTY;

  SelectedMailbox(Snapshot snapshot, boolean readOnly) {
    this.mailbox = snapshot.mailbox();
    this.readOnly = readOnly;
    this.uids = snapshot.uids();
    this.count = uids.length;
    this.seenModSeq = mailbox.highestModSeq();
  }

  /// As it was when it was selected.
  Mailbox mailbox() {
    return mailbox;
  }

  MailboxKey key() {
    return mailbox.key();
  }

  boolean isReadOnly() {
    return readOnly;
  }

  int count() {
    return count;
  }

  long seenModSeq() {
    return seenModSeq;
  }

  /// Everything up to here the client has been told (RFC 7162 §3.2).
  long toldModSeq() {
    return Math.min(seenModSeq, firstUntold - 1);
  }

  boolean hasUntoldExpunges() {
    return !expunged.isEmpty();
  }

  long lastUid() {
    return count == 0 ? 0 : uidAt(count - 1);
  }

  private long uidAt(int index) {
    return Integer.toUnsignedLong(uids[index]);
  }

  /// The sequence number of a UID, 0 when the client knows no such message.
  int sequence(long uid) {
    return Math.max(indexOf(uid) + 1, 0);
  }

  /// As [Arrays#binarySearch(int[], int)], but unsigned.
  private int indexOf(long uid) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = uidAt(middle);
      if (found == uid) {
        return middle;
      }
      if (found < uid) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  /// The UIDs that a command means. What the client has not been told of is not among them.
  ///
  /// @throws BadSyntaxException when it names a sequence number that there is not
  UidSet resolve(MessageSet set) throws BadSyntaxException {
    return resolve(set, false);
  }

  /// @param lenient whether sequence numbers that there are not are passed over
  UidSet resolve(MessageSet set, boolean lenient) throws BadSyntaxException {
    if (set.numbers().isSaved()) {
      return saved;
    }
    List<UidSet.Range> ranges = new ArrayList<>();
    for (SequenceSet.Range range : set.numbers().ranges()) {
      ranges.add(set.uid() ? ofUids(range) : ofSequence(range, lenient));
    }
    return UidSet.of(ranges);
  }

  private UidSet.Range ofUids(SequenceSet.Range range) {
    long one = range.one() == SequenceSet.LARGEST ? lastUid() : range.one();
    long other = range.other() == SequenceSet.LARGEST ? lastUid() : range.other();
    // RFC 9051 §6.4.9: a UID that does not exist is no error.
    return new UidSet.Range(
        Math.max(1, Math.min(one, other)), Math.min(Math.max(one, other), lastUid()));
  }

  private UidSet.Range ofSequence(SequenceSet.Range range, boolean lenient)
      throws BadSyntaxException {
    if (count == 0
        && (range.one() == SequenceSet.LARGEST || range.other() == SequenceSet.LARGEST)) {
      return new UidSet.Range(1, 0);
    }
    long one = range.one() == SequenceSet.LARGEST ? count : range.one();
    long other = range.other() == SequenceSet.LARGEST ? count : range.other();
    if (lenient && Math.min(one, other) > count) {
      return new UidSet.Range(1, 0);
    }
    if (!lenient && Math.max(one, other) > count) {
      throw new BadSyntaxException("No message has this number");
    }
    return new UidSet.Range(
        uidAt((int) Math.min(one, other) - 1),
        uidAt((int) Math.min(count, Math.max(one, other)) - 1));
  }

  /// The UIDs of a set, whether there are such messages or not. RFC 7162 §3.2.5.1: of what is gone,
  /// `*` is the last that there was.
  UidSet named(SequenceSet set) {
    if (set.isSaved()) {
      return saved;
    }
    List<UidSet.Range> ranges = new ArrayList<>();
    for (SequenceSet.Range range : set.ranges()) {
      long one = range.one() == SequenceSet.LARGEST ? lastGiven() : range.one();
      long other = range.other() == SequenceSet.LARGEST ? lastGiven() : range.other();
      ranges.add(
          new UidSet.Range(
              Math.max(1, Math.min(one, other)), Math.min(Math.max(one, other), lastGiven())));
    }
    return UidSet.of(ranges);
  }

  /// All UIDs that the mailbox has given, as far as the client can know.
  UidSet everyUid() {
    return UidSet.of(1, lastGiven());
  }

  private long lastGiven() {
    return Math.max(mailbox.uidNext() - 1, lastUid());
  }

  /// The UIDs of all messages.
  UidSet known() {
    UidSet.Builder known = new UidSet.Builder();
    for (int i = 0; i < count; i++) {
      known.add(uidAt(i));
    }
    return known.build();
  }

  /// The sequence numbers of messages.
  ///
  /// @param uids each that of a message the client knows
  UidSet sequences(UidSet uids) {
    UidSet.Builder sequences = new UidSet.Builder();
    for (int i = 0; i < uids.ranges(); i++) {
      sequences.add(sequence(uids.range(i).first()), sequence(uids.range(i).last()));
    }
    return sequences.build();
  }

  /// @param uids what a SEARCH has found
  void save(UidSet uids) {
    saved = uids;
  }

  /// All messages.
  UidSet all() {
    return count == 0 ? UidSet.EMPTY : UidSet.of(uidAt(0), lastUid());
  }

  /// The first so many messages of a set, in the order of UIDs.
  UidSet first(int max, UidSet set) {
    UidSet.Builder first = new UidSet.Builder();
    int left = max;
    for (int i = 0; i < set.ranges() && left > 0; i++) {
      int from = indexAtOrAbove(set.range(i).first());
      int to = indexAtOrAbove(set.range(i).last() + 1);
      int n = Math.min(left, to - from);
      if (n > 0) {
        first.add(uidAt(from), uidAt(from + n - 1));
        left -= n;
      }
    }
    return first.build();
  }

  private int indexAtOrAbove(long uid) {
    int index = indexOf(uid);
    return index < 0 ? -index - 1 : index;
  }

  /// A change of our own.
  ///
  /// @param told whether the client is told how the flags are now. Where it is not and others have
  ///     changed something meanwhile, our change would hide theirs: it is then news as any other.
  void own(long modSeq, boolean told) {
    own = told || modSeq == seenModSeq + 1 ? modSeq : 0;
  }

  boolean isOwn(long modSeq) {
    return modSeq == own;
  }

  /// Everything up to a mod-sequence has been worked in.
  void seen(long modSeq) {
    seenModSeq = modSeq;
  }

  /// A message that is new to the client, with the highest UID so far.
  void append(long uid) {
    if (count == uids.length) {
      uids = Arrays.copyOf(uids, Math.max(16, count + count / 2));
    }
    uids[count++] = (int) uid;
  }

  /// A message is gone; the client is told later.
  void expungedLater(long uid, long modSeq) {
    if (sequence(uid) > 0 && expunged.add(uid)) {
      firstUntold = Math.min(firstUntold, modSeq);
    }
  }

  UidSet untoldExpunges() {
    UidSet.Builder uids = new UidSet.Builder();
    expunged.forEach(uids::add);
    return uids.build();
  }

  /// Takes out the messages that are gone.
  ///
  /// @return their sequence numbers, each as it is when all before it have been told
  int[] takeExpunged() {
    // From the end: then no number changes another one.
    int[] sequences = new int[expunged.size()];
    int n = 0;
    for (long uid : expunged.descendingSet()) {
      sequences[n++] = sequence(uid);
    }
    int kept = 0;
    int gone = sequences.length - 1;
    for (int i = 0; i < count; i++) {
      if (gone >= 0 && sequences[gone] == i + 1) {
        gone--;
      } else {
        uids[kept++] = uids[i];
      }
    }
    count = kept;
    expunged.clear();
    firstUntold = Long.MAX_VALUE;
    return sequences;
  }
}
