package dev.yubin.mailbox.imap.session;

import dev.yubin.store.mailbox.Mailbox;

/// A pattern of LIST (RFC 9051 §6.3.9.1). Takes time linear in pattern times name, whatever the
/// wildcards.
///
/// @param text `*` matches anything, `%` anything within a level
record MailboxPattern(String text) {

  boolean matches(String name) {
    // INBOX alone is the same in any case (RFC 9051 §5.1).
    return matchesExactly(name)
        || (name.equals(Mailbox.INBOX) && text.equalsIgnoreCase(Mailbox.INBOX));
  }

  private boolean matchesExactly(String name) {
    // reached[j]: what was read of the pattern matches the first j chars of the name.
    boolean[] reached = new boolean[name.length() + 1];
    reached[0] = true;
    for (int i = 0; i < text.length(); i++) {
      reached = step(text.charAt(i), name, reached);
    }
    return reached[name.length()];
  }

  private static boolean[] step(char c, String name, boolean[] reached) {
    boolean[] next = new boolean[reached.length];
    boolean wildcard = c == '*' || c == '%';
    for (int j = 0; j < reached.length; j++) {
      if (wildcard) {
        next[j] = reached[j] || (j > 0 && next[j - 1] && mayPass(c, name.charAt(j - 1)));
      } else {
        next[j] = j > 0 && reached[j - 1] && c == name.charAt(j - 1);
      }
    }
    return next;
  }

  private static boolean mayPass(char wildcard, char c) {
    return wildcard == '*' || c != Mailbox.SEPARATOR;
  }
}
