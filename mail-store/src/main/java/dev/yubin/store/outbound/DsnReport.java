package dev.yubin.store.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.OriginalRecipient;
import dev.yubin.mail.Recipient;
import dev.yubin.mail.Recipient.Notify;
import dev.yubin.topic.TopicJson;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What became of a mail for one recipient, as a DSN tells it (RFC 3464 §2.3).
///
/// @param recipient the address as it was in the envelope
/// @param original ORCPT (RFC 3461 §4.2) in the form of [OriginalRecipient]; null where the sender
///     gave none
/// @param status an enhanced status code (RFC 3463): `5.1.1`
/// @param host the remote host that the diagnostic is of; null when it is ours
/// @param diagnostic its reply, or our own words
/// @param retryUntil when it is given up, of a delayed mail
public record DsnReport(
    Action action,
    String recipient,
    @Nullable String original,
    String status,
    @Nullable String host,
    String diagnostic,
    @Nullable Instant retryUntil) {

  public DsnReport {
    // Rows that an earlier release wrote have none.
    action = Objects.requireNonNullElse(action, Action.FAILED);
  }

  /// What we found ourselves, without a word of another host.
  public static DsnReport own(Action action, Recipient recipient, String status, String words) {
    return of(action, recipient, status, null, words);
  }

  /// @param host whose words they are; null when they are ours
  public static DsnReport of(
      Action action, Recipient recipient, String status, @Nullable String host, String words) {
    EmailAddress path = recipient.forwardPath();
    String original = recipient.original().map(OriginalRecipient::toString).orElse(null);
    return new DsnReport(action, path.toString(), original, status, host, words, null);
  }

  public DsnReport until(Instant givenUp) {
    return new DsnReport(action, recipient, original, status, host, diagnostic, givenUp);
  }

  /// RFC 3464 §2.3.3, the gravest first.
  public enum Action {
    FAILED(Notify.FAILURE),
    DELAYED(Notify.DELAY),
    EXPANDED(Notify.SUCCESS),
    RELAYED(Notify.SUCCESS),
    DELIVERED(Notify.SUCCESS);

    private final Notify notify;

    Action(Notify notify) {
      this.notify = notify;
    }

    /// Whether a sender wants to hear of it. One that did not say hears of failures alone: RFC 3461
    /// §5.2.6 asks for those, and leaves those of delays to us (§5.2.5).
    ///
    /// @param notifications NOTIFY of RFC 3461 §4.1
    public boolean isWanted(Set<Notify> notifications) {
      return notifications.isEmpty() ? this == FAILED : notifications.contains(notify);
    }

    /// Whether a sender wants to hear that a mail is late by the time that the sender has set: one
    /// that did not say does (RFC 2852 §4.1.3).
    public static boolean isLateWanted(Set<Notify> notifications) {
      return notifications.isEmpty() || DELAYED.isWanted(notifications);
    }
  }

  public static String toJson(List<DsnReport> reports) {
    return new String(TopicJson.encode(reports), UTF_8);
  }

  static List<DsnReport> fromJson(String json) {
    return List.of(TopicJson.decode(json.getBytes(UTF_8), DsnReport[].class));
  }
}
