package dev.yubin.standalone.up;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.stream.Stream;

/// A port that the suite listens on.
///
/// @param use what people know it by
/// @param property that moves it
/// @param hosts addresses it is bound to, by commas
/// @param udp whether UDP is served there too
record Port(String use, String property, String hosts, int number, boolean udp) {

  /// Where it is reached: the first of its addresses.
  String host() {
    return everyHost().findFirst().orElse(hosts);
  }

  Stream<String> everyHost() {
    return Arrays.stream(hosts.split(",")).map(String::strip);
  }

  String address() {
    return host() + ":" + number;
  }

  Port at(int other) {
    return new Port(use, property, hosts, other, udp);
  }

  boolean isFree() {
    return everyHost().allMatch(this::isFreeOn);
  }

  private boolean isFreeOn(String host) {
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
