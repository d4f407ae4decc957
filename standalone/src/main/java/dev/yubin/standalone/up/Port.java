package dev.yubin.standalone.up;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// A port that the suite listens on.
///
/// @param use what people know it by
/// @param property that moves it
/// @param host address it is bound to
/// @param udp whether UDP is served there too
record Port(String use, String property, String host, int number, boolean udp) {

  String address() {
    return host + ":" + number;
  }

  Port at(int other) {
    return new Port(use, property, host, other, udp);
  }

  boolean isFree() {
    InetSocketAddress address = new InetSocketAddress(host, number);
    try (ServerSocket tcp = new ServerSocket()) {
      tcp.bind(address);
      if (udp) {
        new DatagramSocket(address).close();
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
