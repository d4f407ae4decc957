package dev.yubin.server;

import java.io.IOException;

/// What is spoken on a [Listener]'s connections. Called by many threads.
public interface Protocol {

  /// The name in metrics and logs: `smtp`, `imap`, …
  String name();

  Notices notices();

  /// Speaks until the session is over. Runs on the connection's own virtual thread, after TLS where
  /// the listener has implicit TLS. The connection is flushed and closed after it returns or
  /// throws.
  ///
  /// @throws IOException when the peer is gone; it needs no handling
  void serve(Connection connection) throws IOException;

  /// What the peer is told when the connection ends for a reason of ours. Whole lines with CRLF, or
  /// empty. Where TLS comes first, busy and crowded are not told: the connection is closed before.
  ///
  /// @param busy there are too many connections
  /// @param crowded there are too many connections from the peer's network
  /// @param idle the peer was silent for too long
  /// @param stopping the service is shutting down
  record Notices(String busy, String crowded, String idle, String stopping) {}
}
