package dev.yubin.delivery.client;

import java.util.Optional;

/// What became of the TLS of an attempt.
///
/// @param policy whose policy it was held against
/// @param encryption empty when nothing was sent encrypted
/// @param failure what was amiss; a mail may have gone nevertheless where the policy lets it
/// @param endpoints empty when it did not come to a connection
public record TlsResult(
    TlsPolicy.Source policy,
    Optional<Encryption> encryption,
    Optional<TlsFailure> failure,
    Optional<Endpoints> endpoints) {

  static TlsResult failed(TlsPolicy policy, TlsFailure failure, Optional<Endpoints> endpoints) {
    return new TlsResult(policy.source(), Optional.empty(), Optional.of(failure), endpoints);
  }

  /// In one word for the log: `TLSv1.3/dane`, `TLSv1.3/none`, `clear`, the failure behind it.
  @Override
  public String toString() {
    String how =
        encryption.map(e -> e.version() + '/' + e.authentication().keyword()).orElse("clear");
    return failure.map(f -> how + '/' + f.keyword()).orElse(how);
  }
}
