package dev.yubin.smtp.inspection.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a whole record before any of it is used: RFC 7208 §4.6 wants an error anywhere in it to be
/// found.
final class RecordParser {
  /// RFC 7208 §3.4 recommends 450 octets; the longest in use have a few thousand.
  private static final int MAX_LENGTH = 16_384;

  private static final Pattern VERSION =
      Pattern.compile("v=spf1(?: .*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final String NAME = "[A-Za-z][A-Za-z0-9_.-]*+";
  private static final Pattern MODIFIER = Pattern.compile("(" + NAME + ")=(.*)");
  private static final Pattern DIRECTIVE = Pattern.compile("([+?~-]?)(" + NAME + ")(.*)");

  private final List<SpfRecord.Directive> directives = new ArrayList<>();
  private Optional<MacroString> redirect = Optional.empty();
  private Optional<MacroString> explanation = Optional.empty();

  private RecordParser() {}

  /// RFC 7208 §4.5: the version ends with a space or the record.
  static boolean isSpf(String text) {
    return VERSION.matcher(text).matches();
  }

  /// @param text of which [#isSpf] is true
  /// @throws SpfException when it is not well-formed
  static SpfRecord parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw SpfException.permanent("the record is longer than " + MAX_LENGTH + " octets");
    }
    if (!text.chars().allMatch(c -> c >= 0x20 && c < 0x7F)) {
      throw SpfException.permanent("the record has characters that are not printable ASCII");
    }
    RecordParser parser = new RecordParser();
    for (String term : text.substring("v=spf1".length()).split(" +")) {
      if (!term.isEmpty()) {
        parser.term(term);
      }
    }
    return new SpfRecord(parser.directives, parser.redirect, parser.explanation);
  }

  private void term(String term) {
    Matcher modifier = MODIFIER.matcher(term);
    Matcher directive = DIRECTIVE.matcher(term);
    if (modifier.matches()) {
      modifier(modifier.group(1).toLowerCase(Locale.ROOT), modifier.group(2));
    } else if (directive.matches()) {
      directives.add(
          new SpfRecord.Directive(
              qualifier(directive.group(1)),
              MechanismParser.parse(directive.group(2), directive.group(3))));
    } else {
      throw SpfException.permanent("\"" + term + "\" is neither a mechanism nor a modifier");
    }
  }

  /// RFC 7208 §6: the two that are known may be there once each, others are ignored.
  private void modifier(String name, String value) {
    switch (name) {
      case "redirect" -> redirect = once(name, redirect, value);
      case "exp" -> explanation = once(name, explanation, value);
      default -> MacroString.text(value);
    }
  }

  private static Optional<MacroString> once(
      String name, Optional<MacroString> before, String value) {
    if (before.isPresent()) {
      throw SpfException.permanent("the modifier " + name + " is there twice");
    }
    return Optional.of(MacroString.domain(value));
  }

  /// RFC 7208 §4.6.2
  private static Verdict qualifier(String sign) {
    return switch (sign) {
      case "-" -> Verdict.FAIL;
      case "~" -> Verdict.SOFTFAIL;
      case "?" -> Verdict.NEUTRAL;
      default -> Verdict.PASS;
    };
  }
}
