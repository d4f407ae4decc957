package dev.yubin.dns;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;

/// What the DNS says to a question for records of one type, aliases (CNAME) followed.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DnsAnswer.Found.class, name = "found"),
  @JsonSubTypes.Type(value = DnsAnswer.NoData.class, name = "no-data"),
  @JsonSubTypes.Type(value = DnsAnswer.NoSuchDomain.class, name = "no-such-domain"),
  @JsonSubTypes.Type(value = DnsAnswer.TemporaryFailure.class, name = "temporary-failure"),
})
public sealed interface DnsAnswer {

  /// @param values at least one, in the form that their [RecordType] says; names in lower case
  ///     without a trailing dot
  record Found(List<String> values, DnssecState dnssec, Duration ttl) implements DnsAnswer {
    public Found {
      values = List.copyOf(values);
    }
  }

  /// The name exists, but has no record of the type (RFC 2308 §2.2).
  record NoData(Duration ttl) implements DnsAnswer {}

  /// NXDOMAIN (RFC 2308 §2.1).
  record NoSuchDomain(Duration ttl) implements DnsAnswer {}

  /// No answer now: a time-out, SERVFAIL, or an answer that fails validation.
  ///
  /// @param reason for the log, not for the public
  record TemporaryFailure(String reason) implements DnsAnswer {}

  /// Whether the DNS has said that there is nothing, which a check of SPF bears only twice
  /// (RFC 7208 §4.6.4).
  @JsonIgnore
  default boolean isVoid() {
    return this instanceof NoData || this instanceof NoSuchDomain;
  }
}
