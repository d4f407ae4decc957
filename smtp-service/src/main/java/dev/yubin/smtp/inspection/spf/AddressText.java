package dev.yubin.smtp.inspection.spf;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An address for people to read (RFC 5952 §4).
final class AddressText {
  private static final Pattern ZEROS = Pattern.compile("(?<![0-9a-f])0(?::0)+(?![0-9a-f])");

  private AddressText() {}

  static String of(InetAddress address) {
    // A scope, as of fe80::1%eth0, is nobody's business.
    String text = address.getHostAddress().replaceFirst("%.*", "");
    Matcher zeros = ZEROS.matcher(text);
    int start = 0;
    int end = 0;
    while (zeros.find()) {
      if (zeros.end() - zeros.start() > end - start) {
        start = zeros.start();
        end = zeros.end();
      }
    }
    return end == 0 || !text.contains(":") ? text : compressed(text, start, end);
  }

  private static String compressed(String text, int start, int end) {
    String left = start == 0 ? "" : text.substring(0, start - 1);
    String right = end == text.length() ? "" : text.substring(end + 1);
    return left + "::" + right;
  }
}
