package dev.yubin.store.outbound;

import dev.yubin.mail.MailId;
import java.util.List;

/// A DSN that is still to be sent.
///
/// @param id of the row; the DSN's own mail id follows from it
/// @param mail what it is about
/// @param reversePath whom it goes to
public record PendingDsn(long id, MailId mail, String reversePath, List<DsnFailure> failures) {}
