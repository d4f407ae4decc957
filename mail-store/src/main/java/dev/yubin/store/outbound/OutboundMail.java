package dev.yubin.store.outbound;

import dev.yubin.mail.MailId;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.Recipient;
import java.time.Instant;
import java.util.List;

/// A mail and one destination of it, claimed for an attempt.
///
/// @param id of the row
/// @param destination a domain or an address literal; [#HELD] for a whole mail
/// @param reversePath empty for the null reverse-path
/// @param parameters what was asked for; whether the body has 8 bits is not kept
/// @param recipients those that are not settled yet
/// @param attempts how many there were, this one counted; tells one claim from the next
/// @param delayTold whether the sender has been told that the mail waits for long
/// @param lateTold whether the sender has been told that its own time is over (RFC 2852)
/// @param size of the mail, octets
public record OutboundMail(
    long id,
    MailId mail,
    String destination,
    String reversePath,
    MailParameters parameters,
    List<Recipient> recipients,
    Instant queuedAt,
    int attempts,
    boolean delayTold,
    boolean lateTold,
    long size) {

  /// The destination of a mail that is held (RFC 4865): none yet. It is routed when it is due.
  public static final String HELD = "";

  public OutboundMail {
    recipients = List.copyOf(recipients);
  }

  /// The same, whose sender has been told more.
  public OutboundMail told(boolean delay, boolean late) {
    return new OutboundMail(
        id,
        mail,
        destination,
        reversePath,
        parameters,
        recipients,
        queuedAt,
        attempts,
        delayTold || delay,
        lateTold || late,
        size);
  }
}
