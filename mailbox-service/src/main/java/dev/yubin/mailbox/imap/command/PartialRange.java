package dev.yubin.mailbox.imap.command;

/// Which of the results are told, counted from 1 (RFC 9394 §3.1).
///
/// @param text as the client wrote it
/// @param first the lower one of the two numbers
/// @param fromEnd whether 1 is the last result
public record PartialRange(String text, long first, long last, boolean fromEnd) {

  /// The number of the first result that is told, of so many.
  public long from(long count) {
    return fromEnd ? Math.max(1, count - last + 1) : first;
  }

  /// The number of the last one; below that of the first where none is told.
  public long to(long count) {
    return fromEnd ? count - first + 1 : Math.min(last, count);
  }
}
