package dev.yubin.store.arrival;

import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.Recipient;
import dev.yubin.store.outbound.DsnReport;
import dev.yubin.store.trace.TraceStep;
import java.util.List;

/// Where a mail goes, decided for all its recipients.
///
/// @param locals one for each mailbox owner, no account twice
/// @param remotes one for each destination, and name of the sender there
/// @param reports what the sender wants to be told at once
/// @param steps what the trace is to say of it
public record Dispatch(
    AcceptedMail mail,
    List<Local> locals,
    List<Remote> remotes,
    List<DsnReport> reports,
    List<TraceStep> steps) {

  public Dispatch {
    locals = List.copyOf(locals);
    remotes = List.copyOf(remotes);
    reports = List.copyOf(reports);
    steps = List.copyOf(steps);
  }

  /// @param prefix header lines that only this recipient's message has, each ending in CRLF
  public record Local(long accountId, byte[] prefix) {}

  /// @param destination a domain or an address literal
  /// @param reversePath what the sender is called there; empty for the null reverse-path
  /// @param recipients those there
  public record Remote(String destination, String reversePath, List<Recipient> recipients) {
    public Remote {
      recipients = List.copyOf(recipients);
    }
  }
}
