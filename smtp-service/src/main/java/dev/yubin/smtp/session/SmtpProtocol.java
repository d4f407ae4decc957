package dev.yubin.smtp.session;

import dev.yubin.server.Connection;
import dev.yubin.server.Peer;
import dev.yubin.server.Protocol;
import dev.yubin.smtp.command.SmtpReply;
import java.io.IOException;

/// SMTP as it is spoken on one port.
record SmtpProtocol(Role role, SmtpProperties properties, Answers answers) implements Protocol {

  @Override
  public String name() {
    return role.protocol();
  }

  /// RFC 5321 §3.8: a server that closes for a reason of its own says 421.
  @Override
  public Notices notices() {
    return new Notices(
        notice("4.3.2", "Too many connections, try again later"),
        notice("4.7.0", "Too many connections from your network, close some first"),
        notice("4.4.2", "Timeout"),
        notice("4.3.2", "Shutting down, try again later"));
  }

  private String notice(String enhanced, String text) {
    return SmtpReply.of(421, enhanced, answers.hello().hostname() + " " + text).toWire();
  }

  @Override
  public void serve(Connection connection) throws IOException {
    boolean trusted = isTrusted(connection.peer());
    if (role == Role.LMTP && !trusted) {
      // RFC 2033 §5: not for those from outside, who are to be judged first.
      connection.out().write(notice("4.7.0", "LMTP is for hosts of yubin.smtp.trusted-networks"));
      return;
    }
    SessionState state = new SessionState(connection, role, trusted);
    Progress progress = new Progress(properties.maxJunkCommands());
    new SmtpSession(state, answers, progress, properties.maxErrors()).run();
  }

  /// Whether a client may send as anybody; on the port of LMTP this host itself may, too.
  private boolean isTrusted(Peer peer) {
    return peer.isIn(properties.trustedNetworks()) || (role == Role.LMTP && peer.isOnThisMachine());
  }
}
