package dev.yubin.store.message;

/// What STORE does to the flags of a message.
public record FlagChange(Kind kind, Flags flags) {
  public enum Kind {
    REPLACE,
    ADD,
    REMOVE
  }
}
