package dev.yubin.mailbox.imap;

import dev.yubin.mailbox.imap.session.ImapServices;
import dev.yubin.mailbox.imap.session.ImapSession;
import dev.yubin.server.Connection;
import dev.yubin.server.Protocol;
import java.io.IOException;

/// IMAP4rev1 (RFC 3501), and IMAP4rev2 (RFC 9051) for a client that enables it.
final class ImapProtocol implements Protocol {
  private static final Notices NOTICES =
      new Notices(
          "* BYE Too many connections\r\n",
          "* BYE Too many connections from your network, close some first\r\n",
          "* BYE Idle for too long\r\n",
          "* BYE The service is stopping\r\n");

  private final ImapServices services;

  ImapProtocol(ImapServices services) {
    this.services = services;
  }

  @Override
  public String name() {
    return "imap";
  }

  @Override
  public Notices notices() {
    return NOTICES;
  }

  @Override
  public void serve(Connection connection) throws IOException {
    new ImapSession(connection, services).serve();
  }
}
