package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import java.io.IOException;

/// COMPRESS (RFC 4978 §3).
final class Compress {
  private Compress() {}

  static Completion run(ImapSession session, String tag, ImapCommand.Compress command)
      throws IOException {
    if (!command.mechanism().equalsIgnoreCase("DEFLATE")) {
      return Completion.bad("DEFLATE alone is known");
    }
    if (session.connection().isCompressed()) {
      return Completion.bad("DEFLATE is active already");
    }
    // The last line that is not compressed.
    session.tell(tag, Completion.ok("DEFLATE active"));
    session.connection().compress();
    return Completion.NONE;
  }
}
