package dev.yubin.store.message;

import org.jspecify.annotations.Nullable;

/// How much mail an account may have.
///
/// @param octets of all its messages, null where there is no limit
/// @param messages null where there is no limit
public record Quota(@Nullable Use octets, @Nullable Use messages) {
  /// An account without any limit.
  public static final Quota NONE = new Quota(null, null);

  /// What there is of a thing, and how much may be.
  public record Use(long used, long limit) {
    private boolean hasRoomFor(long more) {
      return used + more <= limit;
    }
  }

  public boolean isNone() {
    return octets == null && messages == null;
  }

  public boolean hasRoomFor(long moreOctets, long moreMessages) {
    return (octets == null || octets.hasRoomFor(moreOctets))
        && (messages == null || messages.hasRoomFor(moreMessages));
  }
}
