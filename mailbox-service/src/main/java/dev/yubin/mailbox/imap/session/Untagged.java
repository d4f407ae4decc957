package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.message.Flags;
import java.io.IOException;

/// Untagged responses that more than one command writes.
final class Untagged {
  private Untagged() {}

  static void exists(Response out, int messages) throws IOException {
    out.text("* ").number(messages).text(" EXISTS").line();
    // RFC 3501 §7.3.2 wants RECENT; that a session is the first to hear of a message is not kept
    // (RFC 9051 §A.2 has dropped it).
    out.text("* 0 RECENT").line();
  }

  static void expunge(Response out, int sequence) throws IOException {
    out.text("* ").number(sequence).text(" EXPUNGE").line();
  }

  static Response flags(Response out, Flags flags) {
    out.text("FLAGS (");
    String separator = "";
    for (String name : flags.names()) {
      out.text(separator).text(name);
      separator = " ";
    }
    return out.text(')');
  }
}
