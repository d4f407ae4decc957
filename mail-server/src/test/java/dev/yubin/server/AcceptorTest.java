package dev.yubin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

class AcceptorTest {
  private static final InetAddress FIRST = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress SECOND = InetAddress.ofLiteral("127.0.0.2");

  @Test
  void opensOnePortOnAllAddresses() {
    List<Acceptor> acceptors = Acceptor.open(List.of(FIRST, SECOND), port(0));
    assertThat(acceptors).extracting(ServerSocket::getInetAddress).containsExactly(FIRST, SECOND);
    assertThat(acceptors)
        .extracting(ServerSocket::getLocalPort)
        .containsOnly(acceptors.getFirst().getLocalPort());
    acceptors.forEach(Acceptor::closeQuietly);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void opensOneForAllAddressesOnce(String all) {
    List<Acceptor> acceptors =
        Acceptor.open(List.of(FIRST, InetAddress.ofLiteral(all), SECOND), port(0));
    assertThat(acceptors).singleElement().matches(one -> one.getInetAddress().isAnyLocalAddress());
    acceptors.forEach(Acceptor::closeQuietly);
  }

  @Test
  void opensNoneWhenOneIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, SECOND)) {
      int number = taken.getLocalPort();
      assertThatThrownBy(() -> Acceptor.open(List.of(FIRST, SECOND), port(number)))
          .isInstanceOf(CannotListenException.class)
          .hasMessageStartingWith(
              "yubin.echo.port=" + number + " cannot be opened on yubin.bind=127.0.0.2 (");
      Acceptor.open(List.of(FIRST), port(number)).forEach(Acceptor::closeQuietly);
    }
  }

  @Test
  void saysWhatToDoWhenAPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, FIRST)) {
      Listener.Port port = port(taken.getLocalPort());
      CannotListenException failure =
          catchThrowableOfType(
              CannotListenException.class, () -> Acceptor.open(List.of(FIRST), port));
      assertThat(new CannotListenAnalyzer().analyze(new IllegalStateException(failure)))
          .extracting(FailureAnalysis::getAction)
          .asString()
          .contains("yubin.echo.port")
          .contains("yubin.bind");
    }
  }

  private static Listener.Port port(int number) {
    return new Listener.Port("yubin.echo.port", number, false);
  }
}
