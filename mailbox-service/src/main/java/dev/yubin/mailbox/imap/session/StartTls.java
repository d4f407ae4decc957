package dev.yubin.mailbox.imap.session;

import java.io.IOException;

/// STARTTLS (RFC 9051 §6.2.1).
final class StartTls {
  private StartTls() {}

  static Completion run(ImapSession session, String tag) throws IOException {
    if (session.connection().tls().isPresent()) {
      return Completion.bad("TLS is on already");
    }
    // The last line in the clear.
    session.tell(tag, Completion.ok("Begin TLS"));
    session.connection().startTls();
    return Completion.NONE;
  }
}
