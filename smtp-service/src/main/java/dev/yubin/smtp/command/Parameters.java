package dev.yubin.smtp.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parameters of MAIL and RCPT (`esmtp-param`, RFC 5321 §4.1.2).
sealed interface Parameters {
  Pattern PARAMETER =
      Pattern.compile(
          "([A-Za-z0-9][A-Za-z0-9\\-]*)(?:=([\\x21-\\x3C\\x3E-\\x7E\\x{80}-\\x{10FFFF}]+))?");

  /// @param values by keyword in upper case, in the order given; an empty value where there is none
  record Given(Map<String, String> values) implements Parameters {}

  /// A parameter is not of the form, or was given twice.
  record Malformed() implements Parameters {}

  static Parameters parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String word : text.isEmpty() ? new String[0] : text.split(" +")) {
      Matcher parameter = PARAMETER.matcher(word);
      if (!parameter.matches()) {
        return new Malformed();
      }
      String value = Optional.ofNullable(parameter.group(2)).orElse("");
      if (values.put(parameter.group(1).toUpperCase(Locale.ROOT), value) != null) {
        return new Malformed();
      }
    }
    return new Given(values);
  }

  /// RFC 5321 §4.1.1.11.
  static Rejected unknown(String keyword) {
    return new Rejected(SmtpReply.of(555, "5.5.4", "Parameter " + keyword + " is not implemented"));
  }
}
