package dev.yubin.mailbox.pop3.session;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.pop3.command.Pop3Reply;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.mailbox.MailboxKey;
import dev.yubin.store.mailbox.Mailboxes;
import dev.yubin.store.message.Column;
import dev.yubin.store.message.FlagChange;
import dev.yubin.store.message.Flags;
import dev.yubin.store.message.MailOctets;
import dev.yubin.store.message.MessageEdits;
import dev.yubin.store.message.Messages;
import dev.yubin.store.message.StoredMessage;
import dev.yubin.store.message.UidSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/// Reads and empties maildrops. Safe for use by many threads.
public final class Maildrops {
  private static final long MAX_UID = 0xffff_ffffL;

  /// Octets that are read at a time where perhaps not all are wanted.
  private static final long STEP = 64 * 1024;

  private final Mailboxes mailboxes;
  private final Messages messages;
  private final MessageEdits edits;
  private final MailOctets octets;
  private final Consumer<MailboxKey> changed;

  /// @param changed is told of each mailbox that was changed here
  public Maildrops(DataSource dataSource, Consumer<MailboxKey> changed) {
    this.changed = changed;
    this.mailboxes = new Mailboxes(dataSource);
    this.messages = new Messages(dataSource);
    this.edits = new MessageEdits(dataSource);
    this.octets = new MailOctets(dataSource);
  }

  /// @return empty when the account is gone
  Optional<Maildrop> open(EmailAddress account) {
    OptionalLong id = mailboxes.account(account);
    return id.isPresent()
        ? mailboxes.find(id.getAsLong(), Mailbox.INBOX).map(this::snapshot)
        : Optional.empty();
  }

  private Maildrop snapshot(Mailbox inbox) {
    // Messages that arrive between two pages have greater UIDs and just come last.
    LongStream.Builder uids = LongStream.builder();
    LongStream.Builder sizes = LongStream.builder();
    UidSet rest = UidSet.of(1, MAX_UID);
    List<StoredMessage> page = messages.page(inbox.key(), rest, Set.of());
    while (!page.isEmpty()) {
      for (StoredMessage message : page) {
        uids.add(message.uid());
        sizes.add(message.size());
      }
      rest = UidSet.of(page.getLast().uid() + 1, MAX_UID);
      page = messages.page(inbox.key(), rest, Set.of());
    }
    return new Maildrop(
        inbox.key(), inbox.uidValidity(), uids.build().toArray(), sizes.build().toArray());
  }

  /// All octets of a message.
  ///
  /// @return empty when it has been expunged since the login
  Optional<Pop3Reply.Octets> whole(Maildrop maildrop, Maildrop.Entry entry) {
    return message(maildrop.key(), entry)
        .map(message -> sink -> octets.copy(message, null, 0, message.size(), sink));
  }

  /// The header of a message and some lines of its body.
  ///
  /// @return empty when it has been expunged since the login
  Optional<Pop3Reply.Octets> top(Maildrop maildrop, Maildrop.Entry entry, int lines) {
    return message(maildrop.key(), entry)
        .map(
            message ->
                sink -> {
                  TopLines top = new TopLines(sink, lines);
                  for (long at = 0; at < message.size() && !top.isComplete(); at += STEP) {
                    octets.copy(message, null, at, Math.min(STEP, message.size() - at), top);
                  }
                });
  }

  private Optional<StoredMessage> message(MailboxKey key, Maildrop.Entry entry) {
    return messages.page(key, UidSet.of(entry.uid(), entry.uid()), Set.of(Column.CHUNKS)).stream()
        .findFirst();
  }

  /// Deletes for good what is marked as deleted; what others have expunged meanwhile is no matter.
  void update(Maildrop maildrop) {
    UidSet uids = maildrop.deletedUids();
    if (!uids.isEmpty()) {
      FlagChange deleted = new FlagChange(FlagChange.Kind.ADD, Flags.ofSystem(Flags.DELETED));
      edits.store(maildrop.key(), uids, deleted);
      edits.expunge(maildrop.key(), uids);
      changed.accept(maildrop.key());
    }
  }
}
