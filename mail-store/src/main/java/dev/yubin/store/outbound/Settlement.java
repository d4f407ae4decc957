package dev.yubin.store.outbound;

import java.time.Instant;
import java.util.List;

/// What an attempt came to.
///
/// @param claimed what it was an attempt for, with what its sender has been told by now
/// @param deferred recipients to try again; the others are done with
/// @param dueAt when to try again
/// @param reports what the sender wants to be told
/// @param lastReply for the postmaster: what the remote host said, or what went wrong
public record Settlement(
    OutboundMail claimed,
    List<String> deferred,
    Instant dueAt,
    List<DsnReport> reports,
    String lastReply) {
  public Settlement {
    deferred = List.copyOf(deferred);
    reports = List.copyOf(reports);
  }
}
