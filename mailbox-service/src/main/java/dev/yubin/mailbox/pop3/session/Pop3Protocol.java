package dev.yubin.mailbox.pop3.session;

import dev.yubin.server.Connection;
import dev.yubin.server.Protocol;
import dev.yubin.server.sasl.ClientLogins;
import java.io.IOException;

/// POP3 as it is spoken on all its ports.
///
/// @param hostname for the greeting
public record Pop3Protocol(String hostname, ClientLogins logins, Maildrops maildrops)
    implements Protocol {

  @Override
  public String name() {
    return "pop3";
  }

  /// RFC 3206 §4 for the code. RFC 1939 §3: a client that was silent for too long is told nothing.
  @Override
  public Notices notices() {
    return new Notices(
        "-ERR [SYS/TEMP] Too many connections, try again later\r\n",
        "-ERR [SYS/TEMP] Too many connections from your network, close some first\r\n",
        "",
        "-ERR [SYS/TEMP] Shutting down, try again later\r\n");
  }

  @Override
  public void serve(Connection connection) throws IOException {
    new Pop3Session(connection, this).run();
  }
}
