package dev.yubin.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A step of a mail's way, a JSON value of `yubin.mail.events`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MailEvent.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = MailEvent.Delivered.class, name = "delivered"),
  @JsonSubTypes.Type(value = MailEvent.Relayed.class, name = "relayed"),
  @JsonSubTypes.Type(value = MailEvent.Deferred.class, name = "deferred"),
  @JsonSubTypes.Type(value = MailEvent.Bounced.class, name = "bounced"),
  @JsonSubTypes.Type(value = MailEvent.Held.class, name = "held"),
  @JsonSubTypes.Type(value = MailEvent.Released.class, name = "released"),
  @JsonSubTypes.Type(value = MailEvent.Redirected.class, name = "redirected"),
  @JsonSubTypes.Type(value = MailEvent.Deleted.class, name = "deleted"),
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
  /// @param tls null in records of earlier releases
  record Relayed(
      UUID mail,
      Instant at,
      String recipient,
      String host,
      String reply,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Tls tls)
      implements MailEvent {}

  /// To be tried again.
  ///
  /// @param dueAt when
  /// @param kind what kind of reason it is: `greylisted`, `mailbox-full`; null in records of
  ///     earlier releases
  /// @param tls null when it did not come to that
  record Deferred(
      UUID mail,
      Instant at,
      String recipient,
      String reason,
      Instant dueAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String kind,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Tls tls)
      implements MailEvent {}

  /// Given up; a DSN went to the reverse-path if there is one.
  ///
  /// @param kind what kind of reason it is, as in [Deferred]
  /// @param tls null when it did not come to that
  record Bounced(
      UUID mail,
      Instant at,
      String recipient,
      String reason,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String kind,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Tls tls)
      implements MailEvent {

    /// Of a mail that no host was asked about.
    public Bounced(UUID mail, Instant at, String recipient, String reason) {
      this(mail, at, recipient, reason, null, null);
    }
  }

  /// The postmaster keeps it.
  record Held(UUID mail, Instant at, String recipient) implements MailEvent {}

  /// The postmaster lets it go.
  record Released(UUID mail, Instant at, String recipient) implements MailEvent {}

  /// The postmaster sends it to the hosts of another domain.
  record Redirected(UUID mail, Instant at, String recipient, String destination)
      implements MailEvent {}

  /// The postmaster has deleted it; nobody was told.
  record Deleted(UUID mail, Instant at, String recipient) implements MailEvent {}

  /// What became of the TLS of an attempt, as reports count it (RFC 8460 §4).
  ///
  /// @param host the name of the remote host
  /// @param policy whose it was: `none`, `local`, `dane`, `mta-sts` or `requiretls`
  /// @param version `TLSv1.3` or `TLSv1.2`; null when nothing was encrypted
  /// @param cipherSuite its IANA name, or null
  /// @param authentication by what the host proved its name: `pkix`, `dane` or `none`
  /// @param failure what was amiss, a result type of RFC 8460 §4.3; null when nothing was
  record Tls(
      String host,
      String policy,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String version,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String cipherSuite,
      String authentication,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String failure) {}
}
