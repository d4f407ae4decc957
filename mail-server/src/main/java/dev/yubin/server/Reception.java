package dev.yubin.server;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.Optional;

/// What happens to a connection from its beginning to its end: who it is with, whether there
/// is room for one more, TLS where it comes first, and the protocol. Runs on the session's
/// thread.
record Reception(Protocol protocol, boolean implicitTls, Admission admission) {

  void receive(Connection connection) throws IOException {
    Optional<Peer> peer = identify(connection);
    if (peer.isEmpty()) {
      return;
    }
    connection.isWith(peer.get());
    Optional<Admission.Refusal> refusal = admission.enter(peer.get());
    if (refusal.isPresent()) {
      turnAway(connection, refusal.get());
      return;
    }
    try {
      serve(connection);
    } finally {
      admission.leave(peer.get());
    }
  }

  private Optional<Peer> identify(Connection connection) throws IOException {
    try {
      return Optional.of(admission.identify(connection.transport()));
    } catch (ProtocolException | EOFException | SocketTimeoutException e) {
      Listener.log.warn(
          "event=proxy-header-refused protocol={} proxy={} reason=\"{}\"",
          protocol.name(),
          connection.clientAddress().getHostAddress(),
          e.getMessage());
      return Optional.empty();
    }
  }

  private void serve(Connection connection) throws IOException {
    if (implicitTls) {
      connection.startTls();
    }
    connection.begin();
    protocol.serve(connection);
    connection.close();
  }

  /// Where TLS would have to come first, a notice is not worth its price.
  private void turnAway(Connection connection, Admission.Refusal refusal) throws IOException {
    Listener.log.debug(
        "event=turned-away protocol={} client={} reason={}",
        protocol.name(),
        connection.clientAddress().getHostAddress(),
        refusal);
    if (!implicitTls) {
      Protocol.Notices notices = protocol.notices();
      connection
          .out()
          .write(
              switch (refusal) {
                case BUSY -> notices.busy();
                case CROWDED -> notices.crowded();
              });
      connection.close();
    }
  }
}
