package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.SearchResult;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.List;

/// What a SEARCH has found, in the numbers that it was asked in.
final class FoundNumbers {
  private final UidSet numbers;
  private final boolean uid;

  FoundNumbers(SelectedMailbox mailbox, UidSet uids, boolean uid) {
    this.numbers = uid ? uids : sequences(mailbox, uids);
    this.uid = uid;
  }

  /// Every UID of the set is that of a message the client knows.
  private static UidSet sequences(SelectedMailbox mailbox, UidSet uids) {
    UidSet.Builder sequences = new UidSet.Builder();
    for (int i = 0; i < uids.ranges(); i++) {
      sequences.add(
          mailbox.sequence(uids.range(i).first()), mailbox.sequence(uids.range(i).last()));
    }
    return sequences.build();
  }

  void writeAll(Response out) throws IOException {
    out.text("* SEARCH");
    for (int i = 0; i < numbers.ranges(); i++) {
      for (long n = numbers.range(i).first(); n <= numbers.range(i).last(); n++) {
        out.text(' ').number(n);
      }
    }
    out.line();
  }

  /// ESEARCH (RFC 4731 §3.1).
  void write(String tag, List<SearchResult> results, Response out) throws IOException {
    out.text("* ESEARCH (TAG ").quoted(tag).text(uid ? ") UID" : ")");
    for (SearchResult result : results) {
      String value = value(result);
      if (!value.isEmpty()) {
        out.text(' ').text(result.name()).text(' ').text(value);
      }
    }
    out.line();
  }

  /// Empty where it must not be told: of nothing there is neither MIN, MAX nor ALL.
  private String value(SearchResult result) {
    if (result == SearchResult.COUNT) {
      return Long.toString(numbers.size());
    }
    if (numbers.isEmpty()) {
      return "";
    }
    return switch (result) {
      case MIN -> Long.toString(numbers.range(0).first());
      case MAX -> Long.toString(numbers.range(numbers.ranges() - 1).last());
      case ALL, COUNT -> numbers.toString();
    };
  }
}
