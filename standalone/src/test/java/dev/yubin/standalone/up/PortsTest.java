package dev.yubin.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.standalone.instance.CommandFailedException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void addsTheOffsetToEveryDefault() {
    Ports ports = ports(10_000);

    assertThat(ports.smtp().address()).isEqualTo("127.0.0.1:12525");
    assertThat(ports.dnsHttp().address()).isEqualTo("127.0.0.1:18084");
    assertThat(ports.kafka().address()).isEqualTo("127.0.0.1:12092");
  }

  @Test
  void takesAGivenPortAsItIs() {
    Ports ports = ports(10_000, "--yubin.smtp.port=25", "--yubin.bind=0.0.0.0");

    assertThat(ports.smtp().address()).isEqualTo("0.0.0.0:25");
    assertThat(ports.mailboxHttp().address()).isEqualTo("127.0.0.1:18083");
    assertThat(ports.postgres().address()).isEqualTo("127.0.0.1:12432");
  }

  @Test
  void namesTheTakenPortItsUseAndWhatMovesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Ports ports = free("--yubin.imap.port=" + port);

      assertThatThrownBy(ports::checkFree)
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining("127.0.0.1:" + port + " for IMAP (STARTTLS)")
          .hasMessageContaining("--port-offset")
          .hasMessageContaining("--yubin.imap.port=PORT");
    }
  }

  @Test
  void seesThatAPortIsTakenOnAnotherAddress() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.2"))) {
      int port = taken.getLocalPort();
      Ports ports = free("--yubin.bind=127.0.0.1, 127.0.0.2", "--yubin.imap.port=" + port);

      assertThat(ports.imap().address()).isEqualTo("127.0.0.1:" + port);
      assertThatThrownBy(ports::checkFree).hasMessageContaining("for IMAP (STARTTLS)");
    }
  }

  @Test
  void seesThatOnlyUdpIsTaken() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Ports ports = free("--yubin.dns.port=" + taken.getLocalPort());

      assertThatThrownBy(ports::checkFree).hasMessageContaining("for DNS");
    }
  }

  @Test
  void refusesOnePortForTwo() {
    Ports ports = ports(0, "--yubin.imap.port=2525");

    assertThatThrownBy(ports::checkFree)
        .hasMessage("yubin.imap.port=2525 is given to something else too");
  }

  @Test
  void refusesAnOffsetBeyondTheLastPort() {
    assertThatThrownBy(() -> ports(60_000)).hasMessageContaining("--port-offset 60000");
    assertThatThrownBy(() -> ports(-3_000)).hasMessageContaining("--port-offset -3000");
  }

  @Test
  void keepsTheDemoOnLoopback() {
    for (String bind :
        List.of("--yubin.bind=0.0.0.0", "--yubin.bind=127.0.0.1,::", "--server.address=::")) {
      UpOptions options = new UpOptions(Path.of("data"), 0, false, true, List.of(bind), Map.of());
      Ports ports = Ports.of(options.settings(), 0);

      assertThatThrownBy(() -> options.checkDemo(ports))
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining("--demo");
    }
  }

  /// Ports that nobody has, but for the given ones.
  private static Ports free(String... words) {
    List<String> properties = new ArrayList<>();
    ports(0).all().forEach(port -> properties.add("--" + port.property() + "=0"));
    properties.addAll(Arrays.asList(words));
    return Ports.of(Settings.of(properties, Map.of()), 0);
  }

  private static Ports ports(int offset, String... words) {
    return Ports.of(Settings.of(List.of(words), Map.of()), offset);
  }
}
