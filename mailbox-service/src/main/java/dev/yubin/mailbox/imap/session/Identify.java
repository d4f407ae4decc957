package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.wire.Response;
import java.io.IOException;

/// ID (RFC 2971). The version is not told.
final class Identify {
  private Identify() {}

  static Completion run(Response out) throws IOException {
    out.text("* ID (\"name\" \"Yubin\")").line();
    return Completion.ok("ID completed");
  }
}
