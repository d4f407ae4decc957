package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.objectid.MailboxId;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.mailbox.Mailboxes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// CREATE (RFC 9051 §6.3.4) with a special use (RFC 6154 §3).
final class CreateMailbox {
  private static final int MAX_MAILBOXES = 5000;
  private static final List<String> SPECIAL_USES =
      List.of("\\Archive", "\\Drafts", "\\Junk", "\\Sent", "\\Trash");

  private CreateMailbox() {}

  static Completion run(
      ImapSession session, Account account, ImapCommand.Create command, Response out)
      throws IOException {
    Mailboxes mailboxes = session.services().mailboxes();
    List<Mailbox> existing = mailboxes.list(account.id());
    if (existing.size() >= MAX_MAILBOXES) {
      return Completion.no("LIMIT", "Too many mailboxes");
    }
    String use = command.specialUse();
    if (use != null && !isFree(use, existing)) {
      return Completion.no("USEATTR", "This use is not known or is taken");
    }
    String name = command.mailbox().name();
    Optional<Mailbox> created = mailboxes.create(account.id(), name, canonical(use));
    if (created.isEmpty()) {
      return Completion.no("ALREADYEXISTS", "There is such a mailbox");
    }
    createAbove(mailboxes, account, name, existing);
    if (command.mailbox().isOther()) {
      List<String> attributes = Untagged.attributes(created.get());
      Untagged.list(session, attributes, name, command.mailbox().given(), out);
    }
    // RFC 8474 §4.1
    return Completion.ok("MAILBOXID " + MailboxId.of(created.get().key()), "CREATE completed");
  }

  private static @Nullable String canonical(@Nullable String use) {
    return use == null
        ? null
        : SPECIAL_USES.stream().filter(use::equalsIgnoreCase).findFirst().orElse(null);
  }

  private static boolean isFree(String use, List<Mailbox> existing) {
    return canonical(use) != null
        && existing.stream().noneMatch(m -> use.equalsIgnoreCase(m.specialUse()));
  }

  /// RFC 9051 §6.3.4: names above it should be created too.
  static void createAbove(
      Mailboxes mailboxes, Account account, String name, List<Mailbox> existing) {
    Set<String> names = existing.stream().map(Mailbox::name).collect(Collectors.toSet());
    for (int i = name.indexOf('/'); i > 0; i = name.indexOf('/', i + 1)) {
      String above = name.substring(0, i);
      if (!names.contains(above) && !above.equalsIgnoreCase(Mailbox.INBOX)) {
        mailboxes.create(account.id(), above, null);
      }
    }
  }
}
