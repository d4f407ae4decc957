package dev.yubin.dns;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a domain wants of the TLS of whoever sends mail to it.
///
/// @param mtaSts its policy (RFC 8461); null when there is none
/// @param reports where reports about TLS go, `mailto:` and `https:` URIs (RFC 8460 §3); often none
public record TlsWishes(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MtaSts mtaSts, List<String> reports) {
  public TlsWishes {
    reports = List.copyOf(reports);
  }

  /// How much a policy is to be heeded (RFC 8461 §5).
  public enum Mode {
    /// Mail goes to no host that does not satisfy the policy.
    ENFORCE,
    /// Failures are reported, and mail goes nevertheless.
    TESTING
  }

  /// @param id of the TXT record that the policy was fetched for
  /// @param mx host names, or `*.` and a suffix for exactly one label (RFC 8461 §4.1)
  public record MtaSts(String id, Mode mode, List<String> mx) {
    public MtaSts {
      mx = List.copyOf(mx);
    }
  }
}
