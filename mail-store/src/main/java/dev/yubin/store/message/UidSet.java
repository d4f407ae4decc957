package dev.yubin.store.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;

/// UIDs as ascending ranges that neither meet nor touch: what a set costs does not depend on how
/// many it holds.
public final class UidSet {
  public static final UidSet EMPTY = new UidSet(new long[0], new long[0]);

  private final long[] firsts;
  private final long[] lasts;

  private UidSet(long[] firsts, long[] lasts) {
    this.firsts = firsts;
    this.lasts = lasts;
  }

  /// @param last inclusive
  public record Range(long first, long last) {}

  public static UidSet of(long first, long last) {
    return first > last ? EMPTY : new UidSet(new long[] {first}, new long[] {last});
  }

  /// @param ranges in any order; empty ones are passed over
  public static UidSet of(List<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.removeIf(r -> r.first() > r.last());
    sorted.sort(Comparator.comparingLong(Range::first));
    Builder builder = new Builder();
    sorted.forEach(r -> builder.add(r.first(), r.last()));
    return builder.build();
  }

  /// Collects what comes in ascending order.
  public static final class Builder {
    private long[] firsts = new long[4];
    private long[] lasts = new long[4];
    private int length;

    public void add(long uid) {
      add(uid, uid);
    }

    /// @param first not below any first before
    public void add(long first, long last) {
      if (length > 0 && first <= lasts[length - 1] + 1) {
        lasts[length - 1] = Math.max(lasts[length - 1], last);
        return;
      }
      if (length == firsts.length) {
        firsts = Arrays.copyOf(firsts, 2 * length);
        lasts = Arrays.copyOf(lasts, 2 * length);
      }
      firsts[length] = first;
      lasts[length++] = last;
    }

    public UidSet build() {
      return new UidSet(Arrays.copyOf(firsts, length), Arrays.copyOf(lasts, length));
    }
  }

  public boolean isEmpty() {
    return firsts.length == 0;
  }

  public int ranges() {
    return firsts.length;
  }

  public Range range(int index) {
    return new Range(firsts[index], lasts[index]);
  }

  public boolean contains(long uid) {
    int at = Arrays.binarySearch(firsts, uid);
    return at >= 0 || (at < -1 && uid <= lasts[-at - 2]);
  }

  /// The lowest of it, at most so many.
  public UidSet lowest(int max) {
    Builder builder = new Builder();
    long left = max;
    for (int i = 0; i < firsts.length && left > 0; i++) {
      long last = Math.min(lasts[i], firsts[i] + left - 1);
      builder.add(firsts[i], last);
      left -= last - firsts[i] + 1;
    }
    return builder.build();
  }

  /// The nth to the mth of it, counted from 1; none where n is above m.
  public UidSet slice(long n, long m) {
    Builder builder = new Builder();
    long before = 0;
    for (int i = 0; i < firsts.length && before < m; i++) {
      long first = firsts[i] + Math.max(0, n - before - 1);
      long last = Math.min(lasts[i], firsts[i] + m - before - 1);
      if (first <= last) {
        builder.add(first, last);
      }
      before += lasts[i] - firsts[i] + 1;
    }
    return builder.build();
  }

  /// What of it is above a UID.
  public UidSet after(long uid) {
    Builder builder = new Builder();
    for (int i = 0; i < firsts.length; i++) {
      if (lasts[i] > uid) {
        builder.add(Math.max(firsts[i], uid + 1), lasts[i]);
      }
    }
    return builder.build();
  }

  /// How many UIDs.
  public long size() {
    long size = 0;
    for (int i = 0; i < firsts.length; i++) {
      size += lasts[i] - firsts[i] + 1;
    }
    return size;
  }

  public UidSet union(UidSet other) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < ranges(); i++) {
      ranges.add(range(i));
    }
    for (int i = 0; i < other.ranges(); i++) {
      ranges.add(other.range(i));
    }
    return of(ranges);
  }

  public UidSet minus(UidSet other) {
    Builder builder = new Builder();
    int j = 0;
    for (int i = 0; i < firsts.length; i++) {
      long from = firsts[i];
      while (j < other.firsts.length && other.lasts[j] < from) {
        j++;
      }
      for (int k = j; k < other.firsts.length && other.firsts[k] <= lasts[i]; k++) {
        if (other.firsts[k] > from) {
          builder.add(from, other.firsts[k] - 1);
        }
        from = other.lasts[k] + 1;
      }
      if (from <= lasts[i]) {
        builder.add(from, lasts[i]);
      }
    }
    return builder.build();
  }

  /// What is in both.
  public UidSet intersection(UidSet other) {
    return minus(minus(other));
  }

  long[] firsts() {
    return firsts;
  }

  long[] lasts() {
    return lasts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UidSet set
        && Arrays.equals(firsts, set.firsts)
        && Arrays.equals(lasts, set.lasts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(firsts) + Arrays.hashCode(lasts);
  }

  /// `uid-set` of RFC 4315 §4.
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(",");
    for (int i = 0; i < firsts.length; i++) {
      text.add(firsts[i] == lasts[i] ? Long.toString(firsts[i]) : firsts[i] + ":" + lasts[i]);
    }
    return text.toString();
  }
}
