package dev.yubin.delivery.client;

import java.net.InetAddress;
import java.net.Socket;

/// The two ends of a connection.
public record Endpoints(InetAddress ours, InetAddress theirs) {

  /// @param socket connected
  static Endpoints of(Socket socket) {
    return new Endpoints(socket.getLocalAddress(), socket.getInetAddress());
  }
}
