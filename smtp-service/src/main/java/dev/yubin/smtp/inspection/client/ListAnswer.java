package dev.yubin.smtp.inspection.client;

import java.util.regex.Pattern;

/// The form of what lists answer.
final class ListAnswer {
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

  /// RFC 5782 §2.1
  private static final Pattern CODE = Pattern.compile("127(?:\\." + OCTET + "){3}");

  private ListAnswer() {}

  static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }
}
