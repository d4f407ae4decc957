package dev.yubin.store.trace;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What became of a mail for one recipient.
///
/// @param address of the recipient; the sender's of [Kind#ACCEPTED], the destination of
///     [Kind#TRIED]
/// @param host the remote host; null where none had a part in it
/// @param hostAddress its IP address; several where none of them answered
/// @param tls how the session with the host was encrypted; null when it was not
/// @param status an enhanced status code (RFC 3463); null where it would say nothing
/// @param detail the host's reply, or our words
public record TraceStep(
    Kind kind,
    String address,
    @Nullable String host,
    @Nullable String hostAddress,
    @Nullable String tls,
    @Nullable String status,
    String detail) {

  /// In the column `step` as their names in lower case.
  public enum Kind {
    /// It entered.
    ACCEPTED,
    /// The address stands for others.
    EXPANDED,
    /// It is in a mailbox here.
    DELIVERED,
    /// It waits for another host.
    QUEUED,
    /// It waits for a time that its sender has named (RFC 4865), or for the postmaster.
    HELD,
    /// The postmaster let it go.
    RELEASED,
    /// The postmaster sends it elsewhere.
    REDIRECTED,
    /// A host did not take it, and another was asked in the same attempt.
    TRIED,
    /// Another host has taken it over.
    RELAYED,
    /// An attempt failed, and another will follow.
    DEFERRED,
    /// It was given up, and its sender told who wants to be.
    BOUNCED,
    /// The postmaster deleted it, and nobody was told.
    DELETED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What happened here, with no other host.
  public static TraceStep own(Kind kind, String address, String detail) {
    return new TraceStep(kind, address, null, null, null, null, detail);
  }

  /// That it was given up without another host.
  public static TraceStep givenUp(String address, @Nullable String status, String why) {
    return new TraceStep(Kind.BOUNCED, address, null, null, null, status, why);
  }

  /// The form of the column `address`.
  String key() {
    return address.toLowerCase(Locale.ROOT);
  }
}
