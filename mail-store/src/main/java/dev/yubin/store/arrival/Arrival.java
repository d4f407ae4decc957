package dev.yubin.store.arrival;

import dev.yubin.mail.AcceptedMail;
import dev.yubin.store.outbound.DsnFailure;
import java.util.List;
import java.util.Optional;

/// One accepted mail with all that was decided about it.
///
/// @param chunkZero what its last record held
/// @param structure what mailboxes need to know of it; empty when it goes to none
/// @param locals one for each mailbox owner, no account twice
/// @param remotes one for each destination
/// @param failures recipients that nobody takes: their sender is told
public record Arrival(
    AcceptedMail mail,
    byte[] chunkZero,
    Optional<Structure> structure,
    List<Local> locals,
    List<Remote> remotes,
    List<DsnFailure> failures) {

  public Arrival {
    locals = List.copyOf(locals);
    remotes = List.copyOf(remotes);
    failures = List.copyOf(failures);
    if (structure.isEmpty() && !locals.isEmpty()) {
      throw new IllegalArgumentException("A mail for a mailbox needs its structure");
    }
  }

  /// @param prefix header lines that only this recipient's message has, each ending in CRLF
  public record Local(long accountId, byte[] prefix) {}

  /// @param destination a domain or an address literal
  /// @param recipients forward-paths there
  public record Remote(String destination, List<String> recipients) {
    public Remote {
      recipients = List.copyOf(recipients);
    }
  }
}
