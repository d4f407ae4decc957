package dev.yubin.delivery.suppression;

import dev.yubin.delivery.client.Diagnosis;
import dev.yubin.delivery.client.RecipientOutcome;
import dev.yubin.mail.EmailAddress;
import dev.yubin.store.suppression.Suppression;
import dev.yubin.store.suppression.Suppressions;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// Addresses that mail is not sent to for a time. Safe for use by many threads.
public final class SuppressionList {
  private static final Logger log = LoggerFactory.getLogger(SuppressionList.class);

  /// RFC 3463 §3.2, §3.3: a bad address, or a mailbox that is disabled. A bare 550 may as well be a
  /// refusal of this one mail (RFC 5321 §4.2.2), and says nothing of the next.
  private static final Pattern HARD = Pattern.compile("5\\.1\\.(?:1|2|3|6|10)|5\\.2\\.1");

  private final Suppressions suppressions;
  private final Duration keep;

  /// @param keep 0 for no list
  public SuppressionList(Suppressions suppressions, Duration keep) {
    this.suppressions = suppressions;
    this.keep = keep;
  }

  /// Why those of some recipients get no mail that are on the list.
  public Map<EmailAddress, Diagnosis> among(Collection<EmailAddress> recipients) {
    if (keep.isZero() || recipients.isEmpty()) {
      return Map.of();
    }
    Map<String, Suppression> listed = new HashMap<>();
    suppressions
        .among(recipients.stream().map(EmailAddress::key).toList())
        .forEach(suppression -> listed.put(suppression.address(), suppression));
    Map<EmailAddress, Diagnosis> why = new HashMap<>();
    for (EmailAddress recipient : recipients) {
      Suppression suppression = listed.get(recipient.key());
      if (suppression != null) {
        why.put(recipient, Diagnosis.own("", suppression.status(), words(suppression)));
      }
    }
    return why;
  }

  private static String words(Suppression suppression) {
    return "No mail is sent there until %s, for the last one came back: %s"
        .formatted(suppression.expiresAt(), suppression.reason());
  }

  /// A host has refused a recipient for good. Where that is for its address's sake, it is put
  /// on the list.
  public void note(RecipientOutcome.Failed failed) {
    Diagnosis why = failed.diagnosis();
    if (keep.isZero() || !why.reply() || !HARD.matcher(why.status()).matches()) {
      return;
    }
    try {
      suppressions.add(failed.recipient().key(), why.status(), why.text(), keep);
      log.info("event=suppressed address={} for={}", failed.recipient(), keep);
    } catch (DataAccessException e) {
      // The next mail to it will show again what is wrong.
      log.warn("event=not-suppressed address={} cause={}", failed.recipient(), e.toString());
    }
  }
}
