package dev.yubin.mailbox.imap.sort;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a mail says of its place in a thread.
///
/// @param sent the Date field, the internal date where there is none (RFC 5256 §2.2)
/// @param subject the base subject, collated
/// @param reply whether the subject is that of a reply or a forward
/// @param messageId null when there is no valid one
/// @param references from the oldest ancestor to the parent
record ThreadedMail(
    long uid,
    Instant sent,
    String subject,
    boolean reply,
    @Nullable String messageId,
    List<String> references) {
  /// RFC 5256 §2.2: the place in the mailbox decides between equal dates.
  static final Comparator<ThreadedMail> BY_DATE =
      Comparator.comparing(ThreadedMail::sent).thenComparingLong(ThreadedMail::uid);
}
