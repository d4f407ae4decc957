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
  private final long modSeq;

  /// @param modSeq 0 where it is not told
  FoundNumbers(SelectedMailbox mailbox, UidSet uids, boolean uid, long modSeq) {
    this.numbers = uid ? uids : mailbox.sequences(uids);
    this.uid = uid;
    this.modSeq = modSeq;
  }

  void writeAll(Response out) throws IOException {
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

  /// ESEARCH (RFC 4731 §3.1).
  void write(String tag, List<SearchResult> results, Response out) throws IOException {
    if (SearchResult.savesOnly(results)) {
      // RFC 5182 §2.1: nothing is told.
      return;
    }
    out.text("* ESEARCH (TAG ").quoted(tag).text(uid ? ") UID" : ")");
    for (SearchResult result : results) {
      String value = value(result);
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

  /// Empty where it must not be told: of nothing there is neither MIN, MAX nor ALL.
  private String value(SearchResult result) {
    if (result == SearchResult.COUNT) {
      return Long.toString(numbers.size());
    }
    if (numbers.isEmpty() || result == SearchResult.SAVE) {
      return "";
    }
    return switch (result) {
      case MIN -> Long.toString(numbers.first());
      case MAX -> Long.toString(numbers.last());
      case ALL, COUNT, SAVE -> numbers.toString();
    };
  }
}
