package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.wire.Response;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// ENABLE (RFC 5161). What is not known is ignored (§3.1).
final class Enable {
  private Enable() {}

  static Completion run(ImapSession session, ImapCommand.Enable command, Response out)
      throws IOException {
    List<String> known =
        command.capabilities().stream()
            .map(name -> name.toUpperCase(Locale.ROOT))
            .filter(List.of("CONDSTORE", "QRESYNC")::contains)
            .distinct()
            .toList();
    out.text("* ENABLED").text(known.stream().map(n -> " " + n).collect(Collectors.joining()));
    out.line();
    if (known.contains("QRESYNC")) {
      session.condStore().enableQuickResync(session, out);
    } else if (!known.isEmpty()) {
      session.condStore().enable(session, out);
    }
    return Completion.ok("ENABLE completed");
  }
}
