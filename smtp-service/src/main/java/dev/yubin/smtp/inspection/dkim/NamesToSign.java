package dev.yubin.smtp.inspection.dkim;

import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.MailHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The names for `h=` (RFC 6376 §5.4.1).
public final class NamesToSign {
  /// Named once more than they are there, so that none can be added (RFC 6376 §8.15).
  private static final List<String> SEALED =
      List.of("From", "To", "Cc", "Subject", "Date", "Message-ID");

  private static final List<String> OTHERS =
      List.of(
          "Reply-To",
          "MIME-Version",
          "Content-Type",
          "Content-Transfer-Encoding",
          "In-Reply-To",
          "References");

  private static final int MAX_LIST_FIELDS = 30;

  private NamesToSign() {}

  public static List<String> of(MailHeader header) {
    List<String> names = new ArrayList<>();
    SEALED.forEach(name -> add(name, header.count(name) + 1, names));
    OTHERS.forEach(name -> add(name, header.count(name), names));
    header.fields().stream()
        .map(HeaderField::name)
        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("list-"))
        .limit(MAX_LIST_FIELDS)
        .forEach(names::add);
    return names;
  }

  /// No more than a verifier would take.
  private static void add(String name, int count, List<String> names) {
    for (int i = 0; i < Math.min(count, 10); i++) {
      names.add(name);
    }
  }
}
