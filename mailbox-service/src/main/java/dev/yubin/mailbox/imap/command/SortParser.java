package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.wire.Arguments;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import java.io.IOException;
import java.util.List;

/// Reads SORT and THREAD (RFC 5256 §5).
final class SortParser {
  private static final int MAX_KEYS = 18;

  private final Arguments in;

  SortParser(Arguments in) {
    this.in = in;
  }

  /// RFC 5256 §5: `sort`, with the results of RFC 5267 §3.
  ImapCommand sort(boolean uid)
      throws IOException, BadSyntaxException, SearchParser.BadCharsetException {
    in.space();
    SearchReturn returns = null;
    if (!in.isNext('(')) {
      if (!in.word().equals("RETURN")) {
        throw new BadSyntaxException("List of sort criteria expected");
      }
      returns = new ReturnParser(in).read();
      in.space();
    }
    List<SortKey> order = in.list(MAX_KEYS, this::sortKey);
    if (order.isEmpty()) {
      throw new BadSyntaxException("Sort criterion missing");
    }
    boolean saves = returns != null && returns.asks(SearchResult.SAVE);
    SearchKey key = new SearchParser(in).afterCharset(saves);
    return new ImapCommand.Sort(order, key, returns, uid);
  }

  private SortKey sortKey() throws BadSyntaxException {
    String word = in.word();
    boolean reverse = word.equals("REVERSE");
    if (reverse) {
      in.space();
      word = in.word();
    }
    return new SortKey(ImapParser.constant(SortKey.Kind.class, word), reverse);
  }

  /// RFC 5256 §5: `thread`.
  ImapCommand thread(boolean uid)
      throws IOException, BadSyntaxException, SearchParser.BadCharsetException {
    in.space();
    ThreadAlgorithm algorithm = ImapParser.constant(ThreadAlgorithm.class, in.word());
    return new ImapCommand.Thread(algorithm, new SearchParser(in).afterCharset(false), uid);
  }
}
