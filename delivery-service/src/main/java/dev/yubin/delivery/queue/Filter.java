package dev.yubin.delivery.queue;

import dev.yubin.admin.Problem;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailId;
import dev.yubin.store.queue.QueueEntry;
import dev.yubin.store.queue.QueueFilter;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/// Which entries a request wants.
///
/// @param mail its id
/// @param destination a domain or an address literal
/// @param sender an address, or a domain with `@` in front
/// @param recipient an address
/// @param state `due`, `deferred`, `attempting`, `held` or `scheduled`
/// @param olderThan time in the queue: `4h`, `PT4H`
record Filter(
    @Nullable String mail,
    @Nullable String destination,
    @Nullable String sender,
    @Nullable String recipient,
    @Nullable String state,
    @Nullable String olderThan) {
  private static final int MAX_ADDRESS = 400;

  QueueFilter read() {
    return new QueueFilter(
        mail == null ? null : mailId(mail),
        destination == null
            ? null
            : EmailAddress.domain(destination)
                .orElseThrow(() -> Problem.invalid("destination: is not a domain")),
        address("sender", sender),
        address("recipient", recipient),
        state == null ? null : state(state),
        olderThan == null ? null : age(olderThan));
  }

  private static MailId mailId(String text) {
    try {
      return MailId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("mail: is not a mail id");
    }
  }

  private static @Nullable String address(String field, @Nullable String text) {
    if (text != null && text.length() > MAX_ADDRESS) {
      throw Problem.invalid(field + ": is no address");
    }
    return text;
  }

  private static QueueEntry.State state(String text) {
    try {
      return QueueEntry.State.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("state: must be due, deferred, attempting, held or scheduled");
    }
  }

  private static Duration age(String text) {
    try {
      return DurationStyle.detectAndParse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("olderThan: must be a time such as 4h or PT4H");
    }
  }
}
