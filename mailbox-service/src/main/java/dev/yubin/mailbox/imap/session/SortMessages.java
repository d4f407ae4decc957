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
    UidSet found = SearchMessages.find(session, mailbox, command.key());
    ImapServices services = session.services();
    MailHeaders headers = new MailHeaders(services.messages(), services.octets());
    List<Long> numbers =
        new Order(headers, mailbox.key())
            .sorted(found, command.keys()).stream()
                .map(uid -> command.uid() ? uid : (long) mailbox.sequence(uid))
                .toList();
    if (command.results() == null) {
      out.text("* SORT");
      for (long number : numbers) {
        out.text(' ').number(number);
      }
      out.line();
    } else {
      write(tag, command.results(), numbers, out);
    }
    return ReadOnly.completed("SORT", mailbox);
  }

  private void write(String tag, List<SearchResult> results, List<Long> numbers, Response out)
      throws IOException {
    out.text("* ESEARCH (TAG ").quoted(tag).text(command.uid() ? ") UID" : ")");
    for (SearchResult result : results) {
      // RFC 4731 §3.1: of nothing there is neither MIN, MAX nor ALL.
      if (result == SearchResult.COUNT || !numbers.isEmpty()) {
        out.text(' ').text(result.name()).text(' ').text(value(result, numbers));
      }
    }
    out.line();
  }

  /// RFC 5267 §3.1: all of them in the order that was asked for.
  private static String value(SearchResult result, List<Long> numbers) {
    return switch (result) {
      case MIN -> numbers.getFirst().toString();
      case MAX -> numbers.getLast().toString();
      case COUNT -> Integer.toString(numbers.size());
      case ALL -> numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    };
  }
}
