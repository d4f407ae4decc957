package dev.yubin.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A step of a mail's way, a JSON value of `yubin.mail.events`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MailEvent.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = MailEvent.Delivered.class, name = "delivered"),
  @JsonSubTypes.Type(value = MailEvent.Relayed.class, name = "relayed"),
  @JsonSubTypes.Type(value = MailEvent.Deferred.class, name = "deferred"),
  @JsonSubTypes.Type(value = MailEvent.Bounced.class, name = "bounced"),
})
public sealed interface MailEvent {
  UUID mail();

  Instant at();

  /// smtp-service has answered 250.
  record Accepted(
      UUID mail,
      Instant at,
      String reversePath,
      List<String> recipients,
      String clientAddress,
      long size)
      implements MailEvent {}

  /// Stored into a mailbox here.
  record Delivered(UUID mail, Instant at, String recipient) implements MailEvent {}

  /// The next hop has answered 250.
  ///
  /// @param host the name of the remote host
  /// @param reply its reply to the end of data
  record Relayed(UUID mail, Instant at, String recipient, String host, String reply)
      implements MailEvent {}

  /// To be tried again.
  ///
  /// @param dueAt when
  record Deferred(UUID mail, Instant at, String recipient, String reason, Instant dueAt)
      implements MailEvent {}

  /// Given up; a DSN went to the reverse-path if there is one.
  record Bounced(UUID mail, Instant at, String recipient, String reason) implements MailEvent {}
}
