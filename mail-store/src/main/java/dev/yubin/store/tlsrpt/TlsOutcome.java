package dev.yubin.store.tlsrpt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yubin.topic.TopicJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What sessions have in common that a report counts as one (RFC 8460 §4).
///
/// @param failure what was amiss; null when the TLS was as the policy wants it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TlsOutcome(Policy policy, @Nullable Failure failure) {

  /// What sessions were held against (RFC 8460 §4.4).
  ///
  /// @param type `tlsa`, `sts` or `no-policy-found`
  /// @param text its records or lines
  /// @param domain that has it, A-labels
  /// @param mx patterns of host names, of an MTA-STS policy
  public record Policy(String type, List<String> text, String domain, List<String> mx) {
    public Policy {
      text = List.copyOf(text);
      mx = List.copyOf(mx);
    }
  }

  /// What was amiss, with which host.
  ///
  /// @param type a `result-type` of RFC 8460 §4.3
  /// @param host its name in the MX record
  /// @param ours our address, where it came to a connection
  /// @param theirs the host's
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Failure(String type, String host, @Nullable String ours, @Nullable String theirs) {}

  String toJson() {
    return new String(TopicJson.encode(this), UTF_8);
  }

  static TlsOutcome fromJson(String json) {
    return TopicJson.decode(json.getBytes(UTF_8), TlsOutcome.class);
  }
}
