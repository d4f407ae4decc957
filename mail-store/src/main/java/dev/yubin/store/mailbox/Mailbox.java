package dev.yubin.store.mailbox;

import org.jspecify.annotations.Nullable;

/// A mailbox as its row stood when it was read.
///
/// @param name hierarchy separator `/`, `INBOX` in capitals
/// @param specialUse its attribute of RFC 6154 §2 with the backslash, null when it has none
public record Mailbox(
    MailboxKey key,
    String name,
    @Nullable String specialUse,
    boolean subscribed,
    long uidValidity,
    long uidNext,
    long highestModSeq) {
  public static final char SEPARATOR = '/';
  public static final String INBOX = "INBOX";

  public boolean isInbox() {
    return name.equals(INBOX);
  }

  /// Whether a name stands below this one in the hierarchy.
  public boolean isAbove(String other) {
    return other.length() > name.length()
        && other.startsWith(name)
        && other.charAt(name.length()) == SEPARATOR;
  }
}
