package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ChangedSince;
import dev.yubin.mailbox.imap.command.FetchItem;
import dev.yubin.mailbox.imap.command.FetchItem.Binary;
import dev.yubin.mailbox.imap.command.FetchItem.Fact;
import dev.yubin.mailbox.imap.command.FetchItem.Section;
import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.PartialRange;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.message.Column;
import dev.yubin.store.message.FirstChunks;
import dev.yubin.store.message.FlagChange;
import dev.yubin.store.message.Flags;
import dev.yubin.store.message.MailOctets;
import dev.yubin.store.message.Messages;
import dev.yubin.store.message.StoredMessage;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// FETCH (RFC 9051 §6.4.5). Messages are read in pages, each one question to the database, and
/// written when the page has been read: a client that reads slowly holds no connection to it.
final class FetchMessages {
  /// Messages that are asked for at a time: about as many as a page takes.
  private static final int PAGE = 1000;

  private static final int PAGE_WITH_HEADERS = 250;

  private final ImapSession session;
  private final SelectedMailbox mailbox;
  private final ImapCommand.Fetch command;

  FetchMessages(ImapSession session, SelectedMailbox mailbox, ImapCommand.Fetch command) {
    this.session = session;
    this.mailbox = mailbox;
    this.command = command;
  }

  Completion run(Response out) throws IOException, BadSyntaxException {
    ChangedSince since = command.since();
    if (since != null && since.vanished() && !session.condStore().isQuickResync()) {
      // RFC 7162 §3.2.6
      return Completion.bad("ENABLE QRESYNC first");
    }
    UidSet uids = partial(mailbox.resolve(command.messages()));
    if (since != null) {
      uids = changed(uids, since, out);
    }
    long seenNow = markSeen(uids);
    Messages messages = session.services().messages();
    Set<Column> columns = columns();
    int pageSize = columns.contains(Column.CHUNKS) ? PAGE_WITH_HEADERS : PAGE;
    UidSet rest = uids;
    while (!rest.isEmpty()) {
      UidSet asked = mailbox.first(pageSize, rest);
      List<StoredMessage> page = messages.page(mailbox.key(), asked, columns);
      FirstChunks chunks = new FirstChunks(session.services().octets(), page, this::needsOctets);
      if (isUndecodable(page, chunks)) {
        // RFC 9051 §7.1
        return Completion.no("UNKNOWN-CTE", "Of an encoding that is not known: ask for BODY");
      }
      for (int i = 0; i < page.size(); i++) {
        new FetchedMessage(page.get(i), chunks.of(i), session.services().octets())
            .write(session, mailbox.sequence(page.get(i).uid()), command.items(), seenNow, out);
      }
      rest = page.isEmpty() ? after(asked, rest) : rest.after(page.getLast().uid());
    }
    return ReadOnly.completed("FETCH", mailbox);
  }

  /// RFC 9394 §3.3: before it is asked what has changed (§3.4).
  private UidSet partial(UidSet uids) {
    PartialRange range = command.partial();
    if (range == null) {
      return uids;
    }
    UidSet known = mailbox.known().intersection(uids);
    return known.slice(range.from(known.size()), range.to(known.size()));
  }

  /// RFC 7162 §3.1.4.1. What is gone is told first (§3.2.6).
  private UidSet changed(UidSet uids, ChangedSince since, Response out) throws IOException {
    if (since.vanished()) {
      UidSet named = mailbox.named(command.messages().numbers());
      Resynchronize.vanished(session, mailbox, named, since.modSeq(), out);
    }
    return session
        .services()
        .modSeqs()
        .changedSince(mailbox.key(), since.modSeq())
        .intersection(uids);
  }

  /// Goes on behind messages that are all gone.
  static UidSet after(UidSet asked, UidSet rest) {
    return asked.isEmpty() ? UidSet.EMPTY : rest.after(asked.range(asked.ranges() - 1).last());
  }

  /// RFC 9051 §6.4.5: reading a body sets \Seen, and the client is told with what it reads.
  ///
  /// @return mod-sequence of the messages that were not seen before, 0 for none
  private long markSeen(UidSet uids) {
    boolean reads =
        command.items().stream()
            .anyMatch(
                item ->
                    switch (item) {
                      case Fact fact -> false;
                      case Section section -> !section.peek();
                      case Binary binary -> !binary.peek();
                    });
    if (!reads || uids.isEmpty() || mailbox.isReadOnly()) {
      return 0;
    }
    FlagChange seen = new FlagChange(FlagChange.Kind.ADD, Flags.ofSystem(Flags.SEEN));
    return StoreFlags.store(session, mailbox, uids, seen);
  }

  private boolean isUndecodable(List<StoredMessage> page, FirstChunks chunks) throws IOException {
    for (FetchItem item : command.items()) {
      for (int i = 0; item instanceof Binary binary && i < page.size(); i++) {
        MailOctets octets = session.services().octets();
        if (!BinaryPart.of(binary, page.get(i), chunks.of(i), octets).isEncodingKnown()) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean needsOctets(StoredMessage message) {
    return command.items().stream()
        .anyMatch(
            item ->
                switch (item) {
                  case Fact.THREADID -> message.mail().header() == null;
                  case Fact.PREVIEW -> true;
                  case Fact fact -> false;
                  case Section section -> SectionContent.needsOctets(section, message);
                  case Binary binary -> true;
                });
  }

  private Set<Column> columns() {
    EnumSet<Column> columns = EnumSet.noneOf(Column.class);
    for (FetchItem item : command.items()) {
      switch (item) {
        case Fact.ENVELOPE -> columns.add(Column.ENVELOPE);
        case Fact.BODY -> columns.add(Column.BODY);
        case Fact.BODYSTRUCTURE -> columns.add(Column.BODY_STRUCTURE);
        case Fact.THREADID -> columns.addAll(EnumSet.of(Column.HEADER, Column.CHUNKS));
        case Fact.PREVIEW -> columns.addAll(EnumSet.of(Column.STRUCTURE, Column.CHUNKS));
        case Fact fact -> {}
        case Section section -> columns.addAll(SectionContent.columns(section));
        case Binary binary -> columns.addAll(EnumSet.of(Column.STRUCTURE, Column.CHUNKS));
      }
    }
    return columns;
  }
}
