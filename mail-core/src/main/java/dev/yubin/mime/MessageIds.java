package dev.yubin.mime;

import java.util.ArrayList;
import java.util.List;

/// Message identifiers of a mail's header (RFC 5322 §3.6.4), without quoting (RFC 5256 §3). None
/// holds white space or NUL.
public final class MessageIds {
  private static final int MAX_ANCESTORS = 100;

  private MessageIds() {}

  /// All identifiers in the value of a field.
  public static List<String> of(String value) {
    List<String> ids = new ArrayList<>();
    int open = value.indexOf('<');
    while (open >= 0) {
      int close = value.indexOf('>', open);
      if (close < 0) {
        break;
      }
      String id = unquoted(value.substring(value.lastIndexOf('<', close) + 1, close));
      int at = id.lastIndexOf('@');
      if (at > 0 && at < id.length() - 1) {
        ids.add(id);
      }
      open = value.indexOf('<', close);
    }
    return ids;
  }

  /// The mails that a mail answers, from the oldest to the parent: those of References, else the
  /// first of In-Reply-To, since what follows there may be an address (RFC 5256 §3). Of too many,
  /// those behind the first are left out.
  public static List<String> ancestors(HeaderFields header) {
    List<String> references = of(header.first("references").orElse(""));
    if (references.isEmpty()) {
      List<String> parents = of(header.first("in-reply-to").orElse(""));
      return parents.isEmpty() ? parents : List.of(parents.getFirst());
    }
    int size = references.size();
    if (size <= MAX_ANCESTORS) {
      return references;
    }
    List<String> kept = new ArrayList<>(List.of(references.getFirst()));
    kept.addAll(references.subList(size - MAX_ANCESTORS + 1, size));
    return kept;
  }

  private static String unquoted(String id) {
    StringBuilder plain = new StringBuilder(id.length());
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c == '\\' && i + 1 < id.length() && id.charAt(i + 1) > ' ') {
        plain.append(id.charAt(++i));
      } else if (c != '"' && c > ' ') {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
