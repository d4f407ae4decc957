package dev.yubin.dns;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a domain receives mail (RFC 5321 §5.1), as one complete answer.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MailRoute.Hosts.class, name = "hosts"),
  @JsonSubTypes.Type(value = MailRoute.NullMx.class, name = "null-mx"),
  @JsonSubTypes.Type(value = MailRoute.NoSuchDomain.class, name = "no-such-domain"),
  @JsonSubTypes.Type(value = MailRoute.NoMailHost.class, name = "no-mail-host"),
  @JsonSubTypes.Type(value = MailRoute.TemporaryFailure.class, name = "temporary-failure"),
})
public sealed interface MailRoute {

  /// Hosts to try in this order: by preference, equal preferences already shuffled (RFC 5321 §5.1).
  /// A host whose addresses could not be found now has none; it counts as a failed attempt.
  ///
  /// @param site the name of the MX set, equal for all domains that share the same hosts
  /// @param hosts at least one
  /// @param implicit true when there is no MX and the domain itself is the host
  /// @param dnssec the weakest state of the answers that this route was made from
  /// @param ttl the smallest TTL among them, and less while the policy of `tls` cannot be had
  /// @param tls what the domain wants of TLS beside DANE; null when it says nothing
  record Hosts(
      String site,
      List<MailHost> hosts,
      boolean implicit,
      DnssecState dnssec,
      Duration ttl,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TlsWishes tls)
      implements MailRoute {
    public Hosts {
      hosts = List.copyOf(hosts);
    }

    /// A route to a domain that says nothing of TLS.
    public Hosts(
        String site, List<MailHost> hosts, boolean implicit, DnssecState dnssec, Duration ttl) {
      this(site, hosts, implicit, dnssec, ttl, null);
    }
  }

  /// The domain says that it takes no mail (RFC 7505).
  record NullMx() implements MailRoute {}

  /// The name does not exist (NXDOMAIN).
  record NoSuchDomain() implements MailRoute {}

  /// The name exists and has neither MX nor address, or no exchange of its MX set can ever be
  /// reached.
  record NoMailHost() implements MailRoute {}

  /// No answer now: a time-out, SERVFAIL, or an answer that fails validation.
  ///
  /// @param reason for the log and the queue's trace, not for the public
  record TemporaryFailure(String reason) implements MailRoute {}
}
