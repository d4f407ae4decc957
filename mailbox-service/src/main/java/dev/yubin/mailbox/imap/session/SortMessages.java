package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.SearchResult;
import dev.yubin.mailbox.imap.command.SearchReturn;
import dev.yubin.mailbox.imap.sort.MailEnvelopes;
import dev.yubin.mailbox.imap.sort.Order;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.List;

/// SORT (RFC 5256 §3, with RETURN RFC 5267 §3).
final class SortMessages {
  private SortMessages() {}

  static Completion run(
      ImapSession session,
      SelectedMailbox mailbox,
      ImapCommand.Sort command,
      String tag,
      Response out)
      throws IOException, BadSyntaxException {
    SearchReturn asked = command.returns();
    KeySearch search = new KeySearch(session, mailbox, command.key(), tag);
    UidSet among = search.find(asked);
    ImapServices services = session.services();
    MailEnvelopes mails = new MailEnvelopes(services.messages(), services.octets(), mailbox.key());
    List<Long> uids = new Order(mails).sorted(among, command.keys());
    List<Long> numbers =
        command.uid() ? uids : uids.stream().map(uid -> (long) mailbox.sequence(uid)).toList();
    Found found = new Found.Sorted(uids, numbers);
    UidSet told = ExtendedSearch.told(asked, found);
    if (asked == null) {
      writeAll(numbers, search.modSeq(told), out);
    } else {
      ExtendedSearch.write(tag, command.uid(), asked, found, search.modSeq(told), out);
    }
    if (asked != null && asked.asks(SearchResult.SAVE)) {
      mailbox.save(told);
    }
    return ReadOnly.completed("SORT", mailbox);
  }

  private static void writeAll(List<Long> numbers, long modSeq, Response out) throws IOException {
    out.text("* SORT");
    for (long number : numbers) {
      out.text(' ').number(number);
    }
    if (modSeq > 0) {
      // RFC 7162 §3.1.9
      out.text(" (MODSEQ ").number(modSeq).text(')');
    }
    out.line();
  }
}
