package dev.yubin.mailbox.imap.session;

import java.io.IOException;

/// UNAUTHENTICATE (RFC 8437 §3).
final class Unauthenticate {
  private Unauthenticate() {}

  static Completion run(ImapSession session) throws IOException {
    if (session.connection().isCompressed()) {
      // RFC 8437 §4.1 would end the compression here; §3 lets a server that cannot close.
      session.bye("Compression ends with the connection: connect again");
      return Completion.NONE;
    }
    session.logOut();
    return Completion.ok("UNAUTHENTICATE completed");
  }
}
