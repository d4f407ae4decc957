package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.wire.Response;
import java.io.IOException;

/// ENABLE (RFC 5161). There is nothing yet that must be enabled; what is not known is ignored
/// (§3.1).
final class Enable {
  private Enable() {}

  static Completion run(Response out) throws IOException {
    out.text("* ENABLED").line();
    return Completion.ok("ENABLE completed");
  }
}
