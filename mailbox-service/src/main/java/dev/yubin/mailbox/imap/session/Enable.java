package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.wire.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// ENABLE (RFC 5161). What is not known is ignored (§3.1).
final class Enable {
  private Enable() {}

  static Completion run(ImapSession session, ImapCommand.Enable command, Response out)
      throws IOException {
    List<Extension> known =
        command.capabilities().stream()
            .map(Extension::of)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    out.text("* ENABLED");
    known.forEach(extension -> out.text(' ').text(extension.word()));
    out.line();
    for (Extension extension : known) {
      switch (extension) {
        case CONDSTORE -> session.condStore().enable(session, out);
        case QRESYNC -> session.condStore().enableQuickResync(session, out);
        case IMAP4REV2, UTF8_ACCEPT, UIDONLY -> session.enable(extension);
      }
    }
    return Completion.ok("ENABLE completed");
  }
}
