package dev.yubin.mailbox.imap.sort;

import java.util.Locale;

/// What is left of a subject without the marks of replies and forwards (RFC 5256 §2.1).
///
/// @param text not yet collated
/// @param reply whether a mark of a reply or a forward was taken off
record BaseSubject(String text, boolean reply) {
  /// Characters that are looked at: the steps of RFC 5256 §2.1 are quadratic in them.
  static final int MAX = 1000;

  /// @param subject decoded and unfolded
  static BaseSubject of(String subject) {
    return new Extraction(subject).run();
  }

  /// A subject that gets shorter from both ends.
  private static final class Extraction {
    private static final String TRAILER = "(fwd)";
    private static final String FORWARD = "[fwd:";

    private final String text;
    private int start;
    private int end;
    private boolean reply;

    Extraction(String subject) {
      String spaced = subject.replaceAll("[ \t\r\n]+", " ");
      text = spaced.substring(0, Math.min(MAX, spaced.length()));
      end = text.length();
    }

    BaseSubject run() {
      do {
        dropTrailers();
        while (dropLeader() || dropBlob()) {
          // Steps 3 and 4, until neither finds anything.
        }
      } while (dropForward());
      return new BaseSubject(text.substring(start, end), reply);
    }

    /// Step 2: `subj-trailer`.
    private void dropTrailers() {
      while (end > start) {
        if (text.charAt(end - 1) == ' ') {
          end--;
        } else if (end - TRAILER.length() >= start && isAt(end - TRAILER.length(), TRAILER)) {
          end -= TRAILER.length();
          reply = true;
        } else {
          return;
        }
      }
    }

    /// Step 3: `subj-leader`.
    private boolean dropLeader() {
      if (start < end && text.charAt(start) == ' ') {
        start = afterSpaces(start);
        return true;
      }
      int at = start;
      for (int after = afterBlob(at); after > at; after = afterBlob(at)) {
        at = after;
      }
      int afterMark = afterMark(at);
      if (afterMark == at) {
        return false;
      }
      start = afterMark;
      reply = true;
      return true;
    }

    /// Step 4: `subj-blob`, unless nothing else is left.
    private boolean dropBlob() {
      int after = afterBlob(start);
      if (after == start || after == end) {
        return false;
      }
      start = after;
      return true;
    }

    /// Step 6: `[fwd: … ]`.
    private boolean dropForward() {
      if (!isAt(start, FORWARD) || text.charAt(end - 1) != ']') {
        return false;
      }
      start += FORWARD.length();
      end--;
      reply = true;
      return true;
    }

    /// The end of a `subj-refwd`, where it begins if there is none.
    private int afterMark(int at) {
      int after = at;
      if (isAt(at, "re")) {
        after += 2;
      } else if (isAt(at, "fw")) {
        after += isAt(at, "fwd") ? 3 : 2;
      } else {
        return at;
      }
      after = afterBlob(afterSpaces(after));
      return isAt(after, ":") ? after + 1 : at;
    }

    /// The end of a `subj-blob` with the spaces behind it, where it begins if there is none.
    private int afterBlob(int at) {
      if (!isAt(at, "[")) {
        return at;
      }
      for (int i = at + 1; i < end && text.charAt(i) != '['; i++) {
        if (text.charAt(i) == ']') {
          return afterSpaces(i + 1);
        }
      }
      return at;
    }

    private int afterSpaces(int at) {
      int after = at;
      while (after < end && text.charAt(after) == ' ') {
        after++;
      }
      return after;
    }

    private boolean isAt(int at, String word) {
      int after = at + word.length();
      return after <= end && text.substring(at, after).toLowerCase(Locale.ROOT).equals(word);
    }
  }
}
