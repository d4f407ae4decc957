package dev.yubin.smtp.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parameters of a MAIL or RCPT (`esmtp-param`, RFC 5321 §4.1.2). Each is taken by who knows
/// its keyword; what is wrong with any of them is known at the end.
final class Parameters {
  private static final Pattern PARAMETER =
      Pattern.compile(
          "([A-Za-z0-9][A-Za-z0-9\\-]*)(?:=([\\x21-\\x3C\\x3E-\\x7E\\x{80}-\\x{10FFFF}]+))?");

  /// By keyword in upper case, in the order given; an empty value where there is none.
  private final Map<String, String> values = new LinkedHashMap<>();

  private Optional<Rejected> flaw = Optional.empty();

  private Parameters() {}

  /// @param text what stands behind the path
  static Parameters parse(String text) {
    Parameters parameters = new Parameters();
    for (String word : text.isEmpty() ? new String[0] : text.split(" +")) {
      Matcher parameter = PARAMETER.matcher(word);
      if (!parameter.matches() || !parameters.put(parameter)) {
        parameters.flawed("Malformed or repeated parameter");
      }
    }
    return parameters;
  }

  private boolean put(Matcher parameter) {
    String value = Optional.ofNullable(parameter.group(2)).orElse("");
    return values.put(parameter.group(1).toUpperCase(Locale.ROOT), value) == null;
  }

  /// Takes a parameter that has a value.
  ///
  /// @param syntax what the sender is told when the value is not of its form
  /// @param form gives what a value means, empty when it is not of its form
  <T> Optional<T> take(String keyword, String syntax, Function<String, Optional<T>> form) {
    String value = values.remove(keyword);
    if (value == null) {
      return Optional.empty();
    }
    Optional<T> meaning = value.isEmpty() ? Optional.empty() : form.apply(value);
    if (meaning.isEmpty()) {
      flawed("Syntax: " + keyword + "=" + syntax);
    }
    return meaning;
  }

  /// Takes a parameter without a value.
  ///
  /// @return whether it was given
  boolean takeFlag(String keyword) {
    String value = values.remove(keyword);
    if (value != null && !value.isEmpty()) {
      flawed(keyword + " takes no value");
    }
    return value != null;
  }

  /// The first flaw is what is told.
  void flawed(String text) {
    flaw = flaw.or(() -> Optional.of(Rejected.syntax(text)));
  }

  /// What is wrong, once all that is known has been taken.
  Optional<Rejected> flaw() {
    return flaw.or(() -> values.keySet().stream().findFirst().map(Parameters::unknown));
  }

  /// RFC 5321 §4.1.1.11.
  private static Rejected unknown(String keyword) {
    return new Rejected(SmtpReply.notImplemented(keyword));
  }
}
