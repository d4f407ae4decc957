package dev.yubin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class PeerTest {

  /// RFC 4007 §11.
  @Test
  void hasNoZoneOfOurs() throws UnknownHostException {
    byte[] linkLocal = InetAddress.ofLiteral("fe80::1").getAddress();
    Peer peer = new Peer(Inet6Address.getByAddress("", linkLocal, 3), Peer.Origin.SOCKET);
    assertThat(peer.address().getHostAddress()).isEqualTo("fe80:0:0:0:0:0:0:1");
  }
}
