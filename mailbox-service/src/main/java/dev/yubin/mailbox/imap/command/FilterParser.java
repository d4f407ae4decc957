package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.wire.Arguments;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import java.io.IOException;
import java.util.List;

/// Reads which mailboxes are meant (RFC 5465 §8, `filter-mailboxes`).
final class FilterParser {
  private static final int MAX_FILTERS = 32;
  private static final int MAX_NAMES = 256;

  private final Arguments in;

  FilterParser(Arguments in) {
    this.in = in;
  }

  /// RFC 7377 §4, `esearch-source-opts`.
  List<MailboxFilter> sources() throws IOException, BadSyntaxException {
    List<MailboxFilter> sources = in.list(MAX_FILTERS, this::filter);
    if (sources.isEmpty()) {
      throw new BadSyntaxException("Which mailboxes?");
    }
    return sources;
  }

  private MailboxFilter filter() throws IOException, BadSyntaxException {
    String word = in.word().replace('-', '_');
    MailboxFilter.Kind kind = ImapParser.constant(MailboxFilter.Kind.class, word);
    return new MailboxFilter(kind, kind.hasNames() ? names() : List.of());
  }

  private List<String> names() throws IOException, BadSyntaxException {
    in.space();
    return in.isNext('(')
        ? in.list(MAX_NAMES, () -> MailboxNames.read(in))
        : List.of(MailboxNames.read(in));
  }
}
