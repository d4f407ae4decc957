package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.SearchResult;
import dev.yubin.mailbox.imap.command.SearchReturn;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// SEARCH (RFC 3501 §6.4.4, with RETURN RFC 4731 and SAVE RFC 5182).
final class SearchMessages {
  private SearchMessages() {}

  static Completion run(
      ImapSession session,
      SelectedMailbox mailbox,
      ImapCommand.Search command,
      String tag,
      Response out)
      throws IOException, BadSyntaxException {
    SearchReturn asked = asked(session, command);
    KeySearch search = new KeySearch(session, mailbox, command.key(), tag);
    UidSet uids = search.find(asked);
    UidSet numbers = command.uid() ? uids : mailbox.sequences(uids);
    Found found = new Found.InMailboxOrder(uids, numbers);
    UidSet told = ExtendedSearch.told(asked, found);
    if (asked == null) {
      writeAll(numbers, search.modSeq(told), out);
    } else {
      ExtendedSearch.write(tag, command.uid(), asked, found, search.modSeq(told), out);
    }
    if (asked != null && asked.asks(SearchResult.SAVE)) {
      mailbox.save(told);
    }
    return ReadOnly.completed("SEARCH", mailbox);
  }

  /// RFC 9051 §6.4.4: without RETURN, IMAP4rev2 tells all in an ESEARCH response too.
  private static @Nullable SearchReturn asked(ImapSession session, ImapCommand.Search command) {
    return command.returns() == null && session.speaksRev2()
        ? new SearchReturn(List.of(SearchResult.ALL), null)
        : command.returns();
  }

  private static void writeAll(UidSet numbers, long modSeq, Response out) throws IOException {
    out.text("* SEARCH");
    for (int i = 0; i < numbers.ranges(); i++) {
      for (long n = numbers.range(i).first(); n <= numbers.range(i).last(); n++) {
        out.text(' ').number(n);
      }
    }
    if (modSeq > 0) {
      // RFC 7162 §3.1.6
      out.text(" (MODSEQ ").number(modSeq).text(')');
    }
    out.line();
  }
}
