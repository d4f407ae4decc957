package dev.yubin.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the addresses of a field (RFC 5322 §3.4, with the obsolete forms of §4.4) and makes the
/// best of what is none. A comment is the name of an address that has no other. Encoded words stay
/// as they are.
final class AddressParser {
  private static final String SPECIALS = "()<>@,;:\"";

  /// What mail programs know in place of a missing domain or local part: the client would take a
  /// host that is NIL for a group.
  private static final String NO_DOMAIN = "MISSING_DOMAIN";

  private static final String NO_MAILBOX = "MISSING_MAILBOX";

  private final HeaderLexer lexer;
  private final Allowance allowance;
  private final List<Address> addresses;
  private boolean inGroup;

  /// All words so far of what may be a phrase or a local part.
  private final StringBuilder phrase = new StringBuilder();

  /// The last of these words that only dots hold together, without white space: a local part?
  private final StringBuilder local = new StringBuilder();

  /// Where they begin in the phrase.
  private int localStart;

  private @Nullable String host;

  /// @param addresses takes what is found
  AddressParser(String value, Allowance allowance, List<Address> addresses) {
    this.lexer = new HeaderLexer(value);
    this.allowance = allowance;
    this.addresses = addresses;
  }

  void parse() {
    while (lexer.peek() != HeaderLexer.END && allowance.takeAddress()) {
      one();
    }
    endGroup();
  }

  /// Reads up to the end of an address, of a group's name or of a group.
  private void one() {
    phrase.setLength(0);
    local.setLength(0);
    localStart = 0;
    host = null;
    lexer.takeComment();
    boolean more = true;
    while (more) {
      boolean white = lexer.skipCfws();
      more = token(white);
    }
  }

  private boolean token(boolean white) {
    char c = lexer.peek();
    switch (c) {
      case HeaderLexer.END -> addWithoutBrackets();
      case ',' -> {
        lexer.skip();
        addWithoutBrackets();
      }
      case ';' -> {
        lexer.skip();
        addWithoutBrackets();
        endGroup();
      }
      case '<' -> {
        lexer.skip();
        inBrackets();
      }
      default -> {
        return inText(c, white);
      }
    }
    return false;
  }

  private boolean inText(char c, boolean white) {
    switch (c) {
      case ':' -> {
        lexer.skip();
        if (!inGroup && host == null) {
          inGroup = true;
          addresses.add(Address.groupStart(phrase.toString()));
          return false;
        }
        word(":", white);
      }
      case '@' -> {
        lexer.skip();
        String domain = domain();
        host = host == null ? domain : host;
        phrase.append('@').append(domain);
      }
      case '"' -> word(lexer.quoted(), white);
      case ')', '>' -> lexer.skip();
      default -> word(lexer.word(SPECIALS), white);
    }
    return true;
  }

  private void word(String word, boolean white) {
    boolean dotted = word.startsWith(".") || endsWith(phrase, '.');
    if (white && !phrase.isEmpty()) {
      phrase.append(' ');
    }
    if (host == null) {
      if (white && !dotted) {
        local.setLength(0);
        localStart = phrase.length();
      }
      local.append(word);
    }
    phrase.append(word);
  }

  /// `addr-spec`, or what stands in its place.
  private void addWithoutBrackets() {
    String comment = lexer.takeComment();
    if (phrase.isEmpty()) {
      return;
    }
    if (host == null) {
      add(comment, null, phrase.toString(), "");
      return;
    }
    String before = phrase.substring(0, localStart).strip();
    add(before.isEmpty() ? comment : before, null, local.toString(), host);
  }

  /// `angle-addr`, behind its opening bracket.
  private void inBrackets() {
    String route = route();
    String mailbox = dotted();
    String domain = lexer.skip('@') ? domain() : "";
    while (",;>".indexOf(lexer.peek()) < 0 && lexer.peek() != HeaderLexer.END) {
      lexer.word(",;>");
    }
    lexer.skip('>');
    lexer.skipCfws();
    lexer.skip(',');
    String comment = lexer.takeComment();
    add(phrase.isEmpty() ? comment : phrase.toString(), route, mailbox, domain);
  }

  private void add(@Nullable String name, @Nullable String route, String mailbox, String domain) {
    addresses.add(
        new Address(
            name,
            route,
            mailbox.isEmpty() ? NO_MAILBOX : mailbox,
            domain.isEmpty() ? NO_DOMAIN : domain));
  }

  /// `obs-route` without its colon, null when there is none.
  private @Nullable String route() {
    StringBuilder route = new StringBuilder();
    lexer.skipCfws();
    while (lexer.peek() == '@' || lexer.peek() == ',') {
      route.append(lexer.peek());
      lexer.skip();
      route.append(dotted());
    }
    lexer.skip(':');
    return route.isEmpty() ? null : route.toString();
  }

  private String domain() {
    lexer.skipCfws();
    return lexer.peek() == '[' ? lexer.literal() : dotted();
  }

  /// Words that dots hold together, without the white space and comments around the dots.
  private String dotted() {
    StringBuilder text = new StringBuilder();
    while (true) {
      boolean white = lexer.skipCfws();
      char c = lexer.peek();
      if (c == HeaderLexer.END
          || (c != '"' && SPECIALS.indexOf(c) >= 0)
          || (white && !text.isEmpty() && c != '.' && !endsWith(text, '.'))) {
        return text.toString();
      }
      text.append(c == '"' ? lexer.quoted() : lexer.word(SPECIALS));
    }
  }

  private void endGroup() {
    if (inGroup) {
      addresses.add(Address.GROUP_END);
      inGroup = false;
    }
  }

  private static boolean endsWith(StringBuilder text, char c) {
    return !text.isEmpty() && text.charAt(text.length() - 1) == c;
  }
}
