package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.wire.Arguments;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what RETURN of SEARCH and SORT asks for (RFC 4731 §4, RFC 9394 §4).
final class ReturnParser {
  private static final int MAX_RESULTS = 6;

  private final Arguments in;
  private @Nullable PartialRange partial;

  ReturnParser(Arguments in) {
    this.in = in;
  }

  /// Everything where it names nothing (RFC 4731 §3.1).
  SearchReturn read() throws IOException, BadSyntaxException {
    in.space();
    List<SearchResult> results = in.list(MAX_RESULTS, this::result);
    if (partial != null && results.contains(SearchResult.ALL)) {
      // RFC 9394 §3.1
      throw new BadSyntaxException("Either ALL or PARTIAL");
    }
    return new SearchReturn(
        results.isEmpty() ? List.of(SearchResult.ALL) : List.copyOf(results), partial);
  }

  private SearchResult result() throws BadSyntaxException {
    SearchResult result = ImapParser.constant(SearchResult.class, in.word());
    if (result == SearchResult.PARTIAL) {
      if (partial != null) {
        throw new BadSyntaxException("One PARTIAL alone");
      }
      in.space();
      partial = range(in);
    }
    return result;
  }

  /// `partial-range`
  static PartialRange range(Arguments in) throws BadSyntaxException {
    boolean fromEnd = in.accept('-');
    long one = number(in);
    in.expect(':');
    if (fromEnd) {
      in.expect('-');
    }
    long other = number(in);
    String sign = fromEnd ? "-" : "";
    return new PartialRange(
        sign + one + ":" + sign + other, Math.min(one, other), Math.max(one, other), fromEnd);
  }

  private static long number(Arguments in) throws BadSyntaxException {
    long number = in.number();
    if (number == 0) {
      throw new BadSyntaxException("Results are counted from 1");
    }
    return number;
  }
}
