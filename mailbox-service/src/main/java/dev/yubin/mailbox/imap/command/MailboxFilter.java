package dev.yubin.mailbox.imap.command;

import java.util.List;

/// Which mailboxes are meant (RFC 5465 §6, RFC 7377 §2.2).
///
/// @param names of mailboxes, where the kind has any
public record MailboxFilter(Kind kind, List<String> names) {
  public static final MailboxFilter SELECTED = new MailboxFilter(Kind.SELECTED, List.of());

  /// In the words of the RFCs, a hyphen written as an underscore.
  public enum Kind {
    SELECTED,
    INBOXES,
    PERSONAL,
    SUBSCRIBED,
    SUBTREE,
    SUBTREE_ONE,
    MAILBOXES;

    boolean hasNames() {
      return this == SUBTREE || this == SUBTREE_ONE || this == MAILBOXES;
    }
  }
}
