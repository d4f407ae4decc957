package dev.yubin.smtp.allowance;

import dev.yubin.allowance.Allowances;
import dev.yubin.allowance.Allowances.Grant;
import dev.yubin.allowance.Allowances.Limit;
import dev.yubin.allowance.Allowances.Request;
import dev.yubin.mail.EmailAddress;
import dev.yubin.server.Network;
import dev.yubin.server.limit.RetryAfter;
import dev.yubin.smtp.command.SmtpReply;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.springframework.web.client.RestClientException;

/// Takes from what a sender may send, one question a recipient, so that all instances together
/// let exactly as much pass as is allowed. Who has no limit is not asked about.
///
/// While nobody can be asked, mail is accepted without a count: accepting needs Kafka alone. Safe
/// for use by many threads.
public final class SendingAllowance {
  private final Allowances allowances;
  private final Limit ofAccount;
  private final Limit ofNetwork;
  private final Outage outage;

  SendingAllowance(Allowances allowances, Limit ofAccount, Limit ofNetwork, Outage outage) {
    this.allowances = allowances;
    this.ofAccount = ofAccount;
    this.ofNetwork = ofNetwork;
    this.outage = outage;
  }

  /// Takes a recipient, and a mail with the first of its recipients.
  ///
  /// @return the refusal when that is more than is left
  public Optional<SmtpReply> take(
      Optional<EmailAddress> account, InetAddress client, boolean first) {
    String subject =
        account.map(EmailAddress::key).orElseGet(() -> Network.ofClient(client).toString());
    return take(subject, account.isPresent() ? ofAccount : ofNetwork, first ? 1 : 0);
  }

  private Optional<SmtpReply> take(String subject, Limit limit, int mails) {
    boolean unlimited = limit.mails() == 0 && limit.recipients() == 0;
    if (unlimited || outage.isOn()) {
      return Optional.empty();
    }
    try {
      Grant grant = allowances.take(new Request(subject, mails, 1, limit));
      outage.end();
      return grant.retryAfter() == 0 ? Optional.empty() : Optional.of(refusal(limit, grant));
    } catch (RestClientException e) {
      outage.begin(e);
      return Optional.empty();
    }
  }

  /// Not 452 4.5.3: at that a client sends the other recipients the same mail at once (RFC 5321
  /// §4.5.3.1.10). RFC 3463 §3.8 for the enhanced code.
  private static SmtpReply refusal(Limit limit, Grant grant) {
    return SmtpReply.of(
        450,
        "4.7.1",
        "No more than %s within %d minutes, try again %s"
            .formatted(
                allowed(limit),
                Duration.ofSeconds(limit.windowSeconds()).plusSeconds(59).toMinutes(),
                new RetryAfter(Duration.ofSeconds(grant.retryAfter()))));
  }

  private static String allowed(Limit limit) {
    if (limit.recipients() == 0) {
      return limit.mails() + " mails";
    }
    String recipients = limit.recipients() + " recipients";
    return limit.mails() == 0 ? recipients : limit.mails() + " mails and " + recipients;
  }
}
