package dev.yubin.mail;

import java.time.Instant;

/// A sender's request to keep a mail for a time (RFC 4865).
///
/// @param until it leaves no sooner
/// @param request in the sender's words: `for;3600`, `until;2026-11-25T09:00:00Z`
public record Hold(Instant until, String request) {

  /// A request of which no more is known than the time.
  public static Hold until(Instant time) {
    return new Hold(time, "until;" + time);
  }
}
