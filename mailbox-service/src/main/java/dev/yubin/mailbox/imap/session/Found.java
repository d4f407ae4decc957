package dev.yubin.mailbox.imap.session;

import dev.yubin.store.message.UidSet;
import java.util.List;
import java.util.stream.Collectors;

/// The messages that SEARCH or SORT has found, in the order that they are told in and counted from
/// 1 (RFC 5267 §4.1).
sealed interface Found {
  long count();

  /// UIDs of the nth to the mth message; none where n is above m.
  UidSet uids(long n, long m);

  /// The same messages in the numbers that the client asked for.
  String numbers(long n, long m);

  /// In the order of the mailbox.
  record InMailboxOrder(UidSet all, UidSet told) implements Found {
    @Override
    public long count() {
      return all.size();
    }

    @Override
    public UidSet uids(long n, long m) {
      return all.slice(n, m);
    }

    @Override
    public String numbers(long n, long m) {
      return told.slice(n, m).toString();
    }
  }

  /// In another order.
  record Sorted(List<Long> all, List<Long> told) implements Found {
    @Override
    public long count() {
      return all.size();
    }

    @Override
    public UidSet uids(long n, long m) {
      return UidSet.of(slice(all, n, m).stream().map(u -> new UidSet.Range(u, u)).toList());
    }

    @Override
    public String numbers(long n, long m) {
      return slice(told, n, m).stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Long> slice(List<Long> list, long n, long m) {
      return n > m ? List.of() : list.subList((int) n - 1, (int) m);
    }
  }
}
