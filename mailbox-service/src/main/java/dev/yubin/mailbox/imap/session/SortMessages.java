package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.SearchResult;
import dev.yubin.mailbox.imap.search.MailHeaders;
import dev.yubin.mailbox.imap.sort.Order;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// SORT (RFC 5256 §3, with RETURN RFC 5267 §3).
final class SortMessages {
  private final ImapSession session;
  private final SelectedMailbox mailbox;
  private final ImapCommand.Sort command;

  SortMessages(ImapSession session, SelectedMailbox mailbox, ImapCommand.Sort command) {
    this.session = session;
    this.mailbox = mailbox;
    this.command = command;
  }

  Completion run(String tag, Response out) throws IOException, BadSyntaxException {
    List<SearchResult> results = command.results();
    KeySearch search = new KeySearch(session, mailbox, command.key());
    UidSet found = search.find(results);
    ImapServices services = session.services();
    MailHeaders headers = new MailHeaders(services.messages(), services.octets());
    List<Long> uids = new Order(headers, mailbox.key()).sorted(found, command.keys());
    UidSet told =
        uids.isEmpty()
            ? UidSet.EMPTY
            : KeySearch.told(results, found, uids.getFirst(), uids.getLast());
    List<Long> numbers =
        uids.stream().map(uid -> command.uid() ? uid : (long) mailbox.sequence(uid)).toList();
    if (results == null) {
      writeAll(numbers, search.modSeq(told), out);
    } else if (!SearchResult.savesOnly(results)) {
      write(tag, results, numbers, search.modSeq(told), out);
    }
    if (SearchResult.saves(results)) {
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

  private void write(
      String tag, List<SearchResult> results, List<Long> numbers, long modSeq, Response out)
      throws IOException {
    out.text("* ESEARCH (TAG ").quoted(tag).text(command.uid() ? ") UID" : ")");
    for (SearchResult result : results) {
      String value = value(result, numbers);
      if (!value.isEmpty()) {
        out.text(' ').text(result.name()).text(' ').text(value);
      }
    }
    if (modSeq > 0) {
      // RFC 4731 §3.2
      out.text(" MODSEQ ").number(modSeq);
    }
    out.line();
  }

  /// RFC 5267 §3.1: all of them in the order that was asked for. Empty where it must not be told:
  /// of nothing there is neither MIN, MAX nor ALL (RFC 4731 §3.1).
  private static String value(SearchResult result, List<Long> numbers) {
    if (result == SearchResult.COUNT) {
      return Integer.toString(numbers.size());
    }
    if (numbers.isEmpty() || result == SearchResult.SAVE) {
      return "";
    }
    return switch (result) {
      case MIN -> numbers.getFirst().toString();
      case MAX -> numbers.getLast().toString();
      case ALL, COUNT, SAVE ->
          numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    };
  }
}
