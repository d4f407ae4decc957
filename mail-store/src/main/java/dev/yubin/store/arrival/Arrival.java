package dev.yubin.store.arrival;

import dev.yubin.mail.AcceptedMail;
import java.util.Optional;

/// One accepted mail as it is to be stored.
///
/// @param chunkZero what its last record held
/// @param structure what mailboxes need to know of it; empty when it goes to none
/// @param dispatch empty when the mail is held (RFC 4865) and all is decided only when it is due
public record Arrival(
    AcceptedMail mail,
    byte[] chunkZero,
    Optional<Structure> structure,
    Optional<Dispatch> dispatch) {

  public Arrival {
    boolean forMailboxes = dispatch.isEmpty() || !dispatch.get().locals().isEmpty();
    if (structure.isEmpty() && forMailboxes) {
      throw new IllegalArgumentException("A mail for a mailbox needs its structure");
    }
  }
}
