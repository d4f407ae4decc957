package dev.yubin.mailbox.pop3.session;

import dev.yubin.mailbox.pop3.command.Pop3Reply;
import java.util.ArrayList;
import java.util.List;

/// What CAPA tells (RFC 2449 §5): the same before and after the login, but for what needs TLS.
final class Capabilities {
  private Capabilities() {}

  /// @param passwords whether they may be sent as the connection is now
  static Pop3Reply of(boolean encrypted, boolean passwords) {
    // RFC 2449 §6, RFC 3206 §6 for AUTH-RESP-CODE.
    List<String> names =
        new ArrayList<>(List.of("TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "PIPELINING"));
    names.add("EXPIRE NEVER");
    if (passwords) {
      names.add("USER");
      names.add("SASL PLAIN");
    }
    if (!encrypted) {
      names.add("STLS");
    }
    names.add("IMPLEMENTATION Yubin");
    return new Pop3Reply.Listing("Capabilities follow", names);
  }
}
