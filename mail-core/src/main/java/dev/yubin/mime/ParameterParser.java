package dev.yubin.mime;

import java.util.ArrayList;
import java.util.List;

/// Reads the parameters behind a media type or disposition (RFC 2045 §5.1). What is no parameter is
/// passed over up to the next semicolon; a value need not be a token to go without quotes.
final class ParameterParser {
  private final HeaderLexer lexer;
  private final Allowance allowance;

  ParameterParser(HeaderLexer lexer, Allowance allowance) {
    this.lexer = lexer;
    this.allowance = allowance;
  }

  List<Parameter> parse() {
    List<Parameter> parameters = new ArrayList<>();
    lexer.skipPast(';');
    while (lexer.peek() != HeaderLexer.END && allowance.takeParameter()) {
      one(parameters);
      lexer.skipPast(';');
    }
    return ContinuedParameters.join(parameters);
  }

  private void one(List<Parameter> parameters) {
    lexer.skipCfws();
    if ("=;\"(".indexOf(lexer.peek()) >= 0 || lexer.peek() == HeaderLexer.END) {
      return;
    }
    String name = lexer.word("=;\"(");
    lexer.skipCfws();
    if (lexer.skip('=')) {
      parameters.add(new Parameter(name, value()));
    }
  }

  private String value() {
    lexer.skipCfws();
    return switch (lexer.peek()) {
      case '"' -> lexer.quoted();
      case ';', HeaderLexer.END -> "";
      default -> lexer.word(";\"(");
    };
  }
}
