package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.wire.Arguments;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.Dialect;
import dev.yubin.mailbox.imap.wire.SequenceSet;
import dev.yubin.store.message.Flags;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads SEARCH (RFC 9051 §6.4.4, RFC 4731, RFC 5032).
final class SearchParser {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_KEYS = 1000;

  private final Arguments in;
  private int keys;

  SearchParser(Arguments in) {
    this.in = in;
  }

  /// Ends the parsing of a SEARCH in a charset that is not known.
  static final class BadCharsetException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean saves;

    private BadCharsetException(boolean saves) {
      this.saves = saves;
    }

    boolean saves() {
      return saves;
    }
  }

  ImapCommand search(boolean uid) throws IOException, BadSyntaxException, BadCharsetException {
    in.space();
    Program program = program(in.word());
    return new ImapCommand.Search(program.key(), program.returns(), uid);
  }

  /// RFC 7377 §4, `esearch`.
  ImapCommand multiSearch() throws IOException, BadSyntaxException, BadCharsetException {
    in.space();
    List<MailboxFilter> sources = List.of(MailboxFilter.SELECTED);
    String word = in.word();
    if (word.equals("IN")) {
      in.space();
      sources = new FilterParser(in).sources();
      in.space();
      word = in.word();
    }
    Program program = program(word);
    return new ImapCommand.MultiSearch(sources, program.key(), program.returns());
  }

  /// What is looked for and what is told.
  private record Program(SearchKey key, @Nullable SearchReturn returns) {}

  private Program program(String first)
      throws IOException, BadSyntaxException, BadCharsetException {
    String word = first;
    SearchReturn returns = null;
    if (word.equals("RETURN")) {
      returns = new ReturnParser(in).read();
      in.space();
      word = in.word();
    }
    if (word.equals("CHARSET")) {
      if (in.dialect() == Dialect.UTF8_ACCEPT) {
        // RFC 9755 §3
        throw new BadSyntaxException("Everything is in UTF-8: leave CHARSET out");
      }
      charset(returns != null && returns.asks(SearchResult.SAVE));
      in.space();
      word = in.word();
    }
    return new Program(keys(word, MAX_DEPTH), returns);
  }

  /// The charset, which SORT and THREAD always name, and the keys.
  SearchKey afterCharset(boolean saves)
      throws IOException, BadSyntaxException, BadCharsetException {
    charset(saves);
    in.space();
    return keys(in.word(), MAX_DEPTH);
  }

  private void charset(boolean saves) throws IOException, BadSyntaxException, BadCharsetException {
    in.space();
    String charset = in.astringText().toUpperCase(Locale.ROOT);
    if (!charset.equals("UTF-8") && !charset.equals("US-ASCII")) {
      throw new BadCharsetException(saves);
    }
  }

  private SearchKey keys(String firstWord, int depth) throws IOException, BadSyntaxException {
    List<SearchKey> all = new ArrayList<>();
    all.add(key(firstWord, depth));
    while (in.accept(' ')) {
      all.add(key(in.word(), depth));
    }
    return all.size() == 1 ? all.getFirst() : new SearchKey.And(all);
  }

  private SearchKey key(int depth) throws IOException, BadSyntaxException {
    in.space();
    return key(in.word(), depth);
  }

  private SearchKey key(String word, int depth) throws IOException, BadSyntaxException {
    if (depth == 0 || ++keys > MAX_KEYS) {
      throw new BadSyntaxException("Search too complex");
    }
    if (word.isEmpty()) {
      return unnamed(depth);
    }
    if (Character.isDigit(word.charAt(0))) {
      return numbers(word);
    }
    SearchKey flag = flag(word);
    return flag != null ? flag : withArgument(word, depth);
  }

  private SearchKey unnamed(int depth) throws IOException, BadSyntaxException {
    if (in.isNext('*')) {
      return numbers("");
    }
    if (in.isNext('$')) {
      return new SearchKey.Messages(new MessageSet(in.sequenceSet(), false));
    }
    in.expect('(');
    SearchKey inner = keys(in.word(), depth - 1);
    in.expect(')');
    return inner;
  }

  /// A sequence set, of which the digits were taken for a word.
  private SearchKey numbers(String taken) throws BadSyntaxException {
    boolean more = in.isNext(':') || in.isNext(',') || in.isNext('*');
    String rest = more ? in.sequenceText() : "";
    return new SearchKey.Messages(new MessageSet(SequenceSet.parse(taken + rest), false));
  }

  private static @Nullable SearchKey flag(String word) {
    boolean negated = word.startsWith("UN");
    int bit = Flags.systemFlag("\\" + (negated ? word.substring(2) : word));
    if (bit != 0) {
      SearchKey flag = new SearchKey.Flag(bit);
      return negated ? new SearchKey.Not(flag) : flag;
    }
    return switch (word) {
      // No message is \Recent here.
      case "ALL", "OLD", "SAVEDATESUPPORTED" -> SearchKey.all();
      case "NEW", "RECENT" -> SearchKey.none();
      default -> null;
    };
  }

  private SearchKey withArgument(String word, int depth) throws IOException, BadSyntaxException {
    return switch (word) {
      case "NOT" -> new SearchKey.Not(key(depth - 1));
      case "OR" -> new SearchKey.Or(key(depth - 1), key(depth - 1));
      case "UID" -> new SearchKey.Messages(new MessageSet(sequenceSet(), true));
      case "KEYWORD" -> keyword();
      case "UNKEYWORD" -> new SearchKey.Not(keyword());
      case "MODSEQ" -> modSeq();
      case "LARGER" -> new SearchKey.Larger(number());
      case "SMALLER" -> new SearchKey.Smaller(number());
      case "YOUNGER" -> new SearchKey.Younger(age());
      case "OLDER" -> new SearchKey.Not(new SearchKey.Younger(age()));
      case "BEFORE" -> new SearchKey.Arrived(null, date());
      case "SINCE" -> new SearchKey.Arrived(date(), null);
      case "SENTBEFORE" -> new SearchKey.Sent(null, date());
      case "SENTSINCE" -> new SearchKey.Sent(date(), null);
      case "SAVEDBEFORE" -> new SearchKey.Saved(null, date());
      case "SAVEDSINCE" -> new SearchKey.Saved(date(), null);
      case "ON", "SENTON", "SAVEDON" -> on(word, date());
      case "EMAILID" -> new SearchKey.EmailId(objectId());
      case "THREADID" -> new SearchKey.ThreadId(objectId());
      case "FROM", "TO", "CC", "BCC", "SUBJECT" -> new SearchKey.Header(word, text());
      case "HEADER" -> new SearchKey.Header(text(), text());
      case "BODY" -> new SearchKey.Body(text());
      case "TEXT" -> new SearchKey.Text(text());
      default -> throw new BadSyntaxException("Unknown search key");
    };
  }

  private static SearchKey on(String word, LocalDate day) {
    LocalDate next = day.plusDays(1);
    return switch (word) {
      case "ON" -> new SearchKey.Arrived(day, next);
      case "SENTON" -> new SearchKey.Sent(day, next);
      default -> new SearchKey.Saved(day, next);
    };
  }

  /// RFC 8474 §7
  private String objectId() throws BadSyntaxException {
    in.space();
    String id = in.atom();
    if (id.length() > 255 || !id.chars().allMatch(SearchParser::isOfObjectId)) {
      throw new BadSyntaxException("Not an object identifier");
    }
    return id;
  }

  private static boolean isOfObjectId(int c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }

  private SearchKey keyword() throws BadSyntaxException {
    in.space();
    return new SearchKey.Keyword(in.atom());
  }

  private SequenceSet sequenceSet() throws BadSyntaxException {
    in.space();
    return in.sequenceSet();
  }

  private long number() throws BadSyntaxException {
    in.space();
    return in.number();
  }

  /// RFC 5032 §3: not 0.
  private Duration age() throws BadSyntaxException {
    long seconds = number();
    if (seconds == 0) {
      throw new BadSyntaxException("Age of nothing");
    }
    return Duration.ofSeconds(seconds);
  }

  /// RFC 7162 §3.1.5: messages have one mod-sequence for all their flags, so that of which flag it
  /// should be is passed over.
  private SearchKey modSeq() throws IOException, BadSyntaxException {
    in.space();
    if (in.isNext('"')) {
      in.string();
      in.space();
      if (!List.of("PRIV", "SHARED", "ALL").contains(in.word())) {
        throw new BadSyntaxException("priv, shared or all expected");
      }
      in.space();
    }
    return new SearchKey.ModSeq(in.number64());
  }

  private LocalDate date() throws IOException, BadSyntaxException {
    in.space();
    return DateTexts.date(in);
  }

  private String text() throws IOException, BadSyntaxException {
    in.space();
    return in.astringText();
  }
}
