package dev.yubin.store.message;

/// How much mail an account may have.
///
/// @param used octets of all its messages
/// @param limit octets
public record Quota(long used, long limit) {
  public boolean hasRoomFor(long octets) {
    return used + octets <= limit;
  }
}
