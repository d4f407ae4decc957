package dev.yubin.mailbox.imap.session;

import dev.yubin.store.message.StoredMessage;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Messages with their flags, read page by page.
final class MessagePages {
  private static final int PAGE = 1000;

  private MessagePages() {}

  @FunctionalInterface
  interface Visitor {
    void visit(StoredMessage message) throws IOException;
  }

  /// @param uids of messages that the client knows
  static void each(ImapSession session, SelectedMailbox mailbox, UidSet uids, Visitor visitor)
      throws IOException {
    UidSet rest = uids;
    while (!rest.isEmpty()) {
      UidSet asked = mailbox.first(PAGE, rest);
      List<StoredMessage> page = session.services().messages().page(mailbox.key(), asked, Set.of());
      for (StoredMessage message : page) {
        visitor.visit(message);
      }
      rest = page.isEmpty() ? FetchMessages.after(asked, rest) : rest.after(page.getLast().uid());
    }
  }
}
