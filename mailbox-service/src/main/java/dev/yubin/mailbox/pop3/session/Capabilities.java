package dev.yubin.mailbox.pop3.session;

import dev.yubin.mailbox.pop3.command.Pop3Reply;
import java.util.ArrayList;
import java.util.List;

/// What CAPA tells (RFC 2449 §5): the same before and after the login, but for what needs TLS.
final class Capabilities {
  private Capabilities() {}

  /// @param mechanisms of SASL that may be used as the connection is now; none where no password
  ///     may be sent
  static Pop3Reply of(boolean encrypted, List<String> mechanisms) {
    // RFC 2449 §6, RFC 3206 §6 for AUTH-RESP-CODE.
    List<String> names =
        new ArrayList<>(List.of("TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "PIPELINING"));
    names.add("EXPIRE NEVER");
    // RFC 6856 §2.2: names and passwords are UTF-8 before the command, too.
    names.addAll(List.of("UTF8 USER", "LANG"));
    if (!mechanisms.isEmpty()) {
      names.add("USER");
      // RFC 5034 §3.
      names.add("SASL " + String.join(" ", mechanisms));
    }
    if (!encrypted) {
      names.add("STLS");
    }
    names.add("IMPLEMENTATION Yubin");
    return new Pop3Reply.Listing("Capabilities follow", names);
  }
}
