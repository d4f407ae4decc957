package dev.yubin.mime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the values of the Content fields.
final class ContentFields {
  /// `tspecials` of RFC 2045 §5.1 that end a token, but for those that broken mail has in them.
  private static final String TOKEN_STOPS = "()<>@,;:\\\"/[]=";

  private ContentFields() {}

  static MediaType mediaType(String value, Allowance allowance) {
    HeaderLexer lexer = new HeaderLexer(value);
    String type = token(lexer);
    lexer.skipCfws();
    String subtype = lexer.skip('/') ? token(lexer) : "";
    // RFC 2045 §5.2: what cannot be read is text/plain.
    return type.isEmpty() || subtype.isEmpty()
        ? MediaType.TEXT_PLAIN
        : new MediaType(type, subtype, new ParameterParser(lexer, allowance).parse());
  }

  /// RFC 2183 §2; null when there is no type.
  static @Nullable Disposition disposition(String value, Allowance allowance) {
    HeaderLexer lexer = new HeaderLexer(value);
    String type = token(lexer);
    return type.isEmpty()
        ? null
        : new Disposition(type, new ParameterParser(lexer, allowance).parse());
  }

  /// RFC 2045 §6.1
  static String encoding(String value) {
    String encoding = token(new HeaderLexer(value));
    return encoding.isEmpty() ? Content.DEFAULT_ENCODING : encoding;
  }

  /// RFC 3282 §2
  static List<String> languages(@Nullable String value, Allowance allowance) {
    List<String> languages = new ArrayList<>();
    HeaderLexer lexer = new HeaderLexer(value == null ? "" : value);
    while (lexer.peek() != HeaderLexer.END && allowance.takeParameter()) {
      String language = token(lexer);
      if (!language.isEmpty()) {
        languages.add(language);
      }
      lexer.skipPast(',');
    }
    return languages;
  }

  /// The next token, empty when something else comes.
  private static String token(HeaderLexer lexer) {
    lexer.skipCfws();
    return lexer.peek() == HeaderLexer.END || TOKEN_STOPS.indexOf(lexer.peek()) >= 0
        ? ""
        : lexer.word(TOKEN_STOPS);
  }
}
