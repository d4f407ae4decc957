package dev.yubin.store.account;

/// What became of the wish to have a new address.
public sealed interface Creation<T> {
  record Created<T>(T value) implements Creation<T> {}

  /// An account or an alias has the address already.
  record Exists<T>() implements Creation<T> {}

  /// The address's domain is not one of ours.
  record NoSuchDomain<T>() implements Creation<T> {}
}
