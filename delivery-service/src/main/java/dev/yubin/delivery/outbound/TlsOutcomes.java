package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.RemoteHost;
import dev.yubin.delivery.client.TlsResult;

/// Hears what became of the TLS of each session. Safe for use by many threads.
@FunctionalInterface
public interface TlsOutcomes {
  /// Where nobody reports.
  TlsOutcomes UNHEARD = session -> {};

  /// @param destination a domain or an address literal
  /// @param reversePath of the mail that the session was opened for, or of one of them
  record Session(String destination, RemoteHost host, TlsResult result, String reversePath) {}

  void take(Session session);
}
