package dev.yubin.mailbox.imap.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `sequence-set` (RFC 9051 §9): sequence numbers or UIDs, as the command has it. Kept as ranges,
/// so that 1:4294967295 costs nothing.
public record SequenceSet(List<Range> ranges) {
  /// `*`, the largest number in use.
  public static final long LARGEST = Long.MAX_VALUE;

  /// `$`, what the last SEARCH has saved (RFC 5182).
  public static final SequenceSet SAVED = new SequenceSet(List.of());

  private static final long MAX_NUMBER = 0xffff_ffffL;

  /// Both ends as written; RFC 9051 §9 lets them stand in either order.
  public record Range(long one, long other) {
    @Override
    public String toString() {
      return one == other ? text(one) : text(one) + ":" + text(other);
    }

    private static String text(long number) {
      return number == LARGEST ? "*" : Long.toString(number);
    }
  }

  /// Whether it names one message.
  public boolean isSingle() {
    return ranges.size() == 1 && ranges.getFirst().one() == ranges.getFirst().other();
  }

  public boolean isSaved() {
    return ranges.isEmpty();
  }

  public SequenceSet {
    ranges = List.copyOf(ranges);
  }

  static boolean isOctet(int c) {
    return (c >= '0' && c <= '9') || c == ':' || c == ',' || c == '*';
  }

  public static SequenceSet parse(String text) throws BadSyntaxException {
    List<Range> ranges = new ArrayList<>();
    for (String range : text.split(",", -1)) {
      int colon = range.indexOf(':');
      if (colon < 0) {
        long number = number(range);
        ranges.add(new Range(number, number));
      } else {
        ranges.add(
            new Range(number(range.substring(0, colon)), number(range.substring(colon + 1))));
      }
    }
    return new SequenceSet(ranges);
  }

  private static long number(String text) throws BadSyntaxException {
    if (text.equals("*")) {
      return LARGEST;
    }
    boolean digits = !text.isEmpty() && text.length() <= 10;
    for (int i = 0; digits && i < text.length(); i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    long number = digits ? Long.parseLong(text) : 0;
    if (number == 0 || number > MAX_NUMBER) {
      throw new BadSyntaxException("Bad sequence set");
    }
    return number;
  }

  @Override
  public String toString() {
    return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
  }
}
