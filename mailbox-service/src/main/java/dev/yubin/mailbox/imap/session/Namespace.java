package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.wire.Response;
import java.io.IOException;

/// NAMESPACE (RFC 2342): one personal namespace without a prefix.
final class Namespace {
  private Namespace() {}

  static Completion run(Response out) throws IOException {
    out.text("* NAMESPACE ((\"\" \"/\")) NIL NIL").line();
    return Completion.ok("NAMESPACE completed");
  }
}
