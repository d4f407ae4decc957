package dev.yubin.mailbox.pop3.session;

import dev.yubin.store.mailbox.MailboxKey;
import dev.yubin.store.message.UidSet;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// INBOX as it was at the login (RFC 1939 §4). It is a snapshot and not a lock (RFC 1939 §8
/// leaves room for that): several sessions may read at once, numbers stay what they are whatever
/// arrives or goes meanwhile, and what is marked here is deleted at QUIT alone. For one session's
/// thread.
final class Maildrop {
  private final MailboxKey key;
  private final long uidValidity;
  private final long[] uids;
  private final long[] sizes;
  private final BitSet deleted = new BitSet();

  /// @param uids ascending
  /// @param sizes octets, in the same order
  Maildrop(MailboxKey key, long uidValidity, long[] uids, long[] sizes) {
    this.key = key;
    this.uidValidity = uidValidity;
    this.uids = uids;
    this.sizes = sizes;
  }

  /// @param number from 1
  /// @param uniqueId stays the same over sessions, and is never given to another message
  record Entry(int number, long uid, long size, String uniqueId) {}

  MailboxKey key() {
    return key;
  }

  /// @return empty when there is no such message or it is marked as deleted
  Optional<Entry> entry(int number) {
    return number > uids.length || deleted.get(number - 1)
        ? Optional.empty()
        : Optional.of(entryAt(number - 1));
  }

  private Entry entryAt(int index) {
    long uid = uids[index];
    return new Entry(index + 1, uid, sizes[index], uidValidity + "." + uid);
  }

  /// The messages that are not marked as deleted, by number.
  Stream<Entry> entries() {
    return IntStream.range(0, uids.length).filter(i -> !deleted.get(i)).mapToObj(this::entryAt);
  }

  int count() {
    return uids.length - deleted.cardinality();
  }

  /// Octets of the messages that are not marked as deleted.
  long octets() {
    return IntStream.range(0, uids.length)
        .filter(i -> !deleted.get(i))
        .mapToLong(i -> sizes[i])
        .sum();
  }

  void markDeleted(Entry entry) {
    deleted.set(entry.number() - 1);
  }

  void unmarkAll() {
    deleted.clear();
  }

  UidSet deletedUids() {
    UidSet.Builder builder = new UidSet.Builder();
    deleted.stream().forEach(i -> builder.add(uids[i]));
    return builder.build();
  }
}
