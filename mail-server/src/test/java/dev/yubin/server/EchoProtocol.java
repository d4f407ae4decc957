package dev.yubin.server;

import java.io.IOException;

/// Echoes lines. `BYE` ends, `TLS` encrypts, `HOLD` is half done until the next line.
final class EchoProtocol implements Protocol {
  private static final int MAX = 1_000_000;

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public Notices notices() {
    return new Notices("busy\r\n", "idle\r\n", "stopping\r\n");
  }

  @Override
  public void serve(Connection connection) throws IOException {
    while (connection.awaitLine(MAX, true) instanceof Line.Text line) {
      switch (line.text()) {
        case "BYE" -> {
          return;
        }
        case "TLS" -> {
          connection.out().write("go\r\n");
          connection.startTls();
        }
        case "HOLD" -> {
          connection.out().write("holding\r\n");
          answer(connection, "held ", connection.awaitLine(MAX, false));
        }
        default -> answer(connection, "echo ", line);
      }
    }
  }

  private static void answer(Connection connection, String prefix, Line line) throws IOException {
    if (line instanceof Line.Text text) {
      connection.out().write(prefix + text.text() + "\r\n");
    }
  }
}
