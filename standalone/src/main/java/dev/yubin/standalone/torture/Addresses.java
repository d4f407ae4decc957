package dev.yubin.standalone.torture;

import dev.yubin.standalone.instance.CommandFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Where everything listens, all on this machine alone. Ports are below those that the system
/// gives to connections: a part that was killed finds its own free again.
///
/// @param base the first of the ports
record Addresses(int base) {
  static final String HOST = "127.0.0.1";

  /// Of the scripted host. Another address than ours, which delivery-service would not send
  /// to.
  static final String SINK_HOST = "127.0.0.2";

  /// Ports of an instance of a service.
  private static final int INSTANCE = 12;

  private static final int FIRST_INSTANCE = 10;
  private static final int LAST = 130;

  int postgres() {
    return base;
  }

  int kafka() {
    return base + 1;
  }

  int sink() {
    return base + 2;
  }

  /// @param instance counted from 0 over all services
  Instance instance(int instance) {
    return new Instance(base + FIRST_INSTANCE + instance * INSTANCE);
  }

  /// @param http of the instance; its other ports come after it
  record Instance(int http) {
    int smtp() {
      return http + 1;
    }

    int submission() {
      return http + 2;
    }

    int submissions() {
      return http + 3;
    }

    int imap() {
      return http + 4;
    }

    int imaps() {
      return http + 5;
    }

    int pop3() {
      return http + 6;
    }

    int pop3s() {
      return http + 7;
    }

    int dns() {
      return http + 8;
    }

    /// Its way to PostgreSQL.
    int link() {
      return http + 9;
    }

    String url() {
      return "http://" + HOST + ":" + http;
    }
  }

  void checkFree() {
    for (int port = base; port <= base + LAST; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
        socket.setReuseAddress(true);
      } catch (IOException e) {
        throw new CommandFailedException(
            "Port %d is in use, and %d to %d are needed: take others with --first-port N"
                .formatted(port, base, base + LAST),
            e);
      }
    }
  }
}
