package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.MailboxFilter;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.mailbox.MailboxKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the mailboxes that filters mean (RFC 5465 §6, RFC 7377 §2.2). Names of which there is no
/// mailbox are passed over.
final class FilteredMailboxes {
  private final List<Mailbox> all;
  private final @Nullable SelectedMailbox selected;

  FilteredMailboxes(ImapSession session, Account account) {
    this.all = session.services().mailboxes().list(account.id());
    this.selected = session.selected();
  }

  /// @return each once
  List<Mailbox> of(List<MailboxFilter> filters) {
    Map<MailboxKey, Mailbox> found = new LinkedHashMap<>();
    for (MailboxFilter filter : filters) {
      all.stream()
          .filter(mailbox -> matches(filter, mailbox))
          .forEach(mailbox -> found.putIfAbsent(mailbox.key(), mailbox));
    }
    return List.copyOf(found.values());
  }

  private boolean matches(MailboxFilter filter, Mailbox mailbox) {
    return switch (filter.kind()) {
      case SELECTED -> selected != null && selected.key().equals(mailbox.key());
      // RFC 5465 §6.3: where mail is delivered.
      case INBOXES -> mailbox.isInbox();
      case PERSONAL -> true;
      case SUBSCRIBED -> mailbox.subscribed();
      case MAILBOXES -> filter.names().contains(mailbox.name());
      case SUBTREE -> filter.names().stream().anyMatch(top -> isWithin(mailbox.name(), top));
      case SUBTREE_ONE ->
          filter.names().stream().anyMatch(top -> isDirectlyWithin(mailbox.name(), top));
    };
  }

  private static boolean isWithin(String name, String top) {
    return name.equals(top) || name.startsWith(top + Mailbox.SEPARATOR);
  }

  private static boolean isDirectlyWithin(String name, String top) {
    return isWithin(name, top)
        && (name.equals(top) || name.indexOf(Mailbox.SEPARATOR, top.length() + 1) < 0);
  }
}
