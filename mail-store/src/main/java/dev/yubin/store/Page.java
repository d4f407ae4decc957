package dev.yubin.store;

import java.util.List;

/// A piece of a list in the order of its keys. The next piece begins after the last item's key, so
/// that what is created or deleted meanwhile shifts nothing.
///
/// @param more whether items follow
public record Page<T>(List<T> items, boolean more) {
  public Page {
    items = List.copyOf(items);
  }

  /// @param rows one more than the limit where there are more
  public static <T> Page<T> of(List<T> rows, int limit) {
    boolean more = rows.size() > limit;
    return new Page<>(more ? rows.subList(0, limit) : rows, more);
  }
}
