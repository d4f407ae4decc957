package dev.yubin.store.outbound;

import dev.yubin.mail.MailId;
import dev.yubin.mail.MailParameters;
import java.util.List;

/// A DSN that is still to be sent.
///
/// @param id of the row
/// @param own the mail that it becomes, the same each time it is sent
/// @param mail what it is about
/// @param reversePath whom it goes to
/// @param parameters of the mail that it is about: what of it goes back, how, and how urgently
public record PendingDsn(
    long id,
    MailId own,
    MailId mail,
    String reversePath,
    MailParameters parameters,
    List<DsnReport> reports) {
  public PendingDsn {
    reports = List.copyOf(reports);
  }
}
