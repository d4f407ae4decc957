package dev.yubin.mailbox.admin;

import dev.yubin.store.account.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A piece of a list.
///
/// @param next give this as `after` for the next piece; null at the end
record Listing<T>(List<T> items, @Nullable String next) {
  static final int MAX_LIMIT = 1000;

  /// @param key what the list is ordered by
  static <S, T> Listing<T> of(Page<S> page, Function<S, T> view, Function<T, String> key) {
    List<T> items = page.items().stream().map(view).toList();
    return new Listing<>(items, page.more() ? key.apply(items.getLast()) : null);
  }

  static int limit(int wanted) {
    if (wanted < 1 || wanted > MAX_LIMIT) {
      throw Problem.invalid("limit: must be between 1 and " + MAX_LIMIT);
    }
    return wanted;
  }
}
