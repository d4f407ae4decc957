package dev.yubin.mailbox.imap.sort;

import java.util.ArrayList;
import java.util.List;

/// Reads the message identifiers of a field (RFC 5322 §3.6.4), without quoting (RFC 5256 §3).
public final class MessageIds {
  private MessageIds() {}

  /// @param max the last so many are kept: the nearest ancestors
  public static List<String> of(String value, int max) {
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
    return List.copyOf(ids.subList(Math.max(0, ids.size() - max), ids.size()));
  }

  private static String unquoted(String id) {
    StringBuilder plain = new StringBuilder(id.length());
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c == '\\' && i + 1 < id.length()) {
        plain.append(id.charAt(++i));
      } else if (c != '"' && c != ' ' && c != '\t') {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
