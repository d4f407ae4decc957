package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.PartialRange;
import dev.yubin.mailbox.imap.command.SearchResult;
import dev.yubin.mailbox.imap.command.SearchReturn;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// ESEARCH (RFC 4731 §3.1), of SEARCH and of SORT (RFC 5267 §3.1), with PARTIAL (RFC 9394 §3.1).
final class ExtendedSearch {
  private ExtendedSearch() {}

  /// @param uid whether what is found is told in UIDs
  /// @param modSeq 0 where it is not told
  static void write(
      String tag, boolean uid, SearchReturn asked, Found found, long modSeq, Response out)
      throws IOException {
    if (asked.savesOnly()) {
      return;
    }
    out.text("* ESEARCH (TAG ").quoted(tag).text(uid ? ") UID" : ")");
    results(asked, found, modSeq, out);
  }

  /// In UIDs of a mailbox that need not be the selected one (RFC 7377 §2.1).
  static void write(
      String tag, Mailbox mailbox, SearchReturn asked, Found found, long modSeq, Response out)
      throws IOException {
    if (asked.savesOnly()) {
      return;
    }
    out.text("* ESEARCH (TAG ").quoted(tag).text(" MAILBOX ").mailbox(mailbox.name());
    out.text(" UIDVALIDITY ").number(mailbox.uidValidity()).text(") UID");
    results(asked, found, modSeq, out);
  }

  private static void results(SearchReturn asked, Found found, long modSeq, Response out)
      throws IOException {
    for (SearchResult result : asked.results()) {
      String value = value(result, asked.partial(), found);
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
  private static String value(SearchResult result, @Nullable PartialRange partial, Found found) {
    long count = found.count();
    return switch (result) {
      case SAVE -> "";
      case COUNT -> Long.toString(count);
      case MIN -> count == 0 ? "" : found.numbers(1, 1);
      case MAX -> count == 0 ? "" : found.numbers(count, count);
      case ALL -> found.numbers(1, count);
      case PARTIAL -> partial == null ? "" : partial(partial, found);
    };
  }

  private static String partial(PartialRange range, Found found) {
    String numbers = found.numbers(range.from(found.count()), range.to(found.count()));
    return "(" + range.text() + " " + (numbers.isEmpty() ? "NIL" : numbers) + ")";
  }

  /// The messages that a result is about, for the mod-sequence (RFC 4731 §3.2) and for what is
  /// saved (RFC 5182 §2.4, RFC 9394 §3.2): with MIN, MAX and PARTIAL alone, those messages.
  ///
  /// @param asked null for the old response, which tells all
  static UidSet told(@Nullable SearchReturn asked, Found found) {
    long count = found.count();
    if (asked == null || count == 0 || tellsAll(asked)) {
      return found.uids(1, count);
    }
    UidSet told = UidSet.EMPTY;
    if (asked.asks(SearchResult.MIN)) {
      told = told.union(found.uids(1, 1));
    }
    if (asked.asks(SearchResult.MAX)) {
      told = told.union(found.uids(count, count));
    }
    PartialRange partial = asked.partial();
    return partial == null ? told : told.union(found.uids(partial.from(count), partial.to(count)));
  }

  private static boolean tellsAll(SearchReturn asked) {
    return asked.savesOnly() || asked.asks(SearchResult.ALL) || asked.asks(SearchResult.COUNT);
  }
}
