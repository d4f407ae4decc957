package dev.yubin.smtp.inspection.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text with macros (RFC 7208 §7.1).
record MacroString(List<MacroPart> parts) {
  private static final Pattern EXPANSION =
      Pattern.compile("%\\{([A-Za-z])([0-9]*)([rR]?)([-.+,/_=]*)}");

  /// RFC 7208 §7.1: at the end, a top label with a letter or a hyphen in it, and a label before.
  private static final Pattern DOMAIN_END =
      Pattern.compile(
          "\\.(?:[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*|[A-Za-z0-9]+-[A-Za-z0-9-]*[A-Za-z0-9])\\.?$");

  /// RFC 7208 §7.2: these are for explanations alone.
  private static final String IN_DOMAINS = "slodiphv";

  private static final String IN_EXPLANATIONS = IN_DOMAINS + "crt";

  MacroString {
    parts = List.copyOf(parts);
  }

  /// Reads a `domain-spec`.
  static MacroString domain(String text) {
    if (!text.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
      throw SpfException.permanent("a domain has a character that it may not have");
    }
    MacroString result = new MacroString(parse(text, IN_DOMAINS));
    if (result.parts.isEmpty()) {
      throw SpfException.permanent("a domain is missing");
    }
    if (result.parts.getLast() instanceof MacroPart.Literal end && !endsDomain(end, text)) {
      throw SpfException.permanent("\"" + text + "\" is no domain");
    }
    return result;
  }

  private static boolean endsDomain(MacroPart.Literal end, String whole) {
    // The dot may come first after a macro, never first of all (RFC 7208 §7.1, domain-end).
    return DOMAIN_END.matcher(end.text()).find() && !whole.startsWith(".");
  }

  /// Reads an explanation or the value of a modifier that is not known.
  static MacroString text(String text) {
    if (!text.chars().allMatch(c -> c >= 0x20 && c < 0x7F)) {
      throw SpfException.permanent("a text has characters that are not printable ASCII");
    }
    return new MacroString(parse(text, IN_EXPLANATIONS));
  }

  private static List<MacroPart> parse(String text, String letters) {
    List<MacroPart> parts = new ArrayList<>();
    Matcher expansion = EXPANSION.matcher(text);
    int at = 0;
    while (at < text.length()) {
      int percent = text.indexOf('%', at);
      int end = percent < 0 ? text.length() : percent;
      if (end > at) {
        parts.add(new MacroPart.Literal(text.substring(at, end)));
        at = end;
      } else if (expansion.region(at, text.length()).lookingAt()) {
        parts.add(expansion(expansion, letters));
        at = expansion.end();
      } else {
        parts.add(escape(text, at));
        at += 2;
      }
    }
    return parts;
  }

  private static MacroPart escape(String text, int at) {
    return switch (at + 1 < text.length() ? text.charAt(at + 1) : ' ') {
      case '%' -> new MacroPart.Escape("%");
      case '_' -> new MacroPart.Escape(" ");
      case '-' -> new MacroPart.Escape("%20");
      default -> throw SpfException.permanent("a % begins no macro");
    };
  }

  private static MacroPart expansion(Matcher macro, String letters) {
    String letter = macro.group(1).toLowerCase(Locale.ROOT);
    if (!letters.contains(letter)) {
      throw SpfException.permanent("the macro " + macro.group() + " is not allowed here");
    }
    return new MacroPart.Expansion(
        letter.charAt(0),
        !letter.equals(macro.group(1)),
        keep(macro.group(2)),
        !macro.group(3).isEmpty(),
        macro.group(4).isEmpty() ? "." : macro.group(4));
  }

  /// RFC 7208 §7.1: the number of parts is not zero; none is all.
  private static int keep(String digits) {
    if (digits.isEmpty()) {
      return Integer.MAX_VALUE;
    }
    if (digits.matches("0+")) {
      throw SpfException.permanent("a macro keeps no part of its value");
    }
    return digits.length() > 3 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }
}
