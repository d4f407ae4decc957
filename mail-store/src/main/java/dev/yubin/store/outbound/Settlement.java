package dev.yubin.store.outbound;

import dev.yubin.store.trace.TraceStep;
import java.time.Instant;
import java.util.List;

/// What an attempt came to.
///
/// @param claimed what it was an attempt for, with what its sender has been told by now
/// @param deferred recipients to try again; the others are done with
/// @param dueAt when to try again
/// @param reports what the sender wants to be told
/// @param lastReply for the postmaster: what the remote host said, or what went wrong
/// @param steps what the trace is to say of it
/// @param goesOn whether the attempt goes on for those that are deferred, until `dueAt` at most
public record Settlement(
    OutboundMail claimed,
    List<String> deferred,
    Instant dueAt,
    List<DsnReport> reports,
    String lastReply,
    List<TraceStep> steps,
    boolean goesOn) {
  public Settlement {
    deferred = List.copyOf(deferred);
    reports = List.copyOf(reports);
    steps = List.copyOf(steps);
  }
}
