package dev.yubin.embedded;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value made by the first who asks. A failure is final: later tests fail at once, with its
/// cause.
final class Once<T> implements Supplier<T> {
  private final Supplier<T> source;
  private @Nullable T value;
  private @Nullable RuntimeException failure;

  private Once(Supplier<T> source) {
    this.source = source;
  }

  static <T> Supplier<T> of(Supplier<T> source) {
    return new Once<>(source);
  }

  @Override
  public synchronized T get() {
    if (failure != null) {
      throw new IllegalStateException("Not started for an earlier test either", failure);
    }
    T known = value;
    if (known != null) {
      return known;
    }
    try {
      T made = source.get();
      value = made;
      return made;
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }
}
