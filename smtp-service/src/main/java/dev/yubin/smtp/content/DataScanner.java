package dev.yubin.smtp.content;

/// Reads what follows DATA or BDAT, block by block, however the network cut it. After DATA only
/// `CRLF . CRLF` ends the mail (RFC 5321 §4.1.1.4); any other mixture of CR, LF and dots is
/// content, and flawed. After BDAT dots mean nothing (RFC 3030 §2), and the body of a BINARYMIME
/// mail has no lines at all (RFC 3030 §3).
public final class DataScanner {
  /// RFC 5321 §4.5.3.1.6: octets, with the CRLF, without a stuffed dot.
  private static final int MAX_LINE = 1_000;

  /// Where the octets go.
  public interface Sink {
    /// @param octets unstuffed, lines ending in CRLF; valid until this returns
    void write(byte[] octets, int offset, int length);

    /// What was or will be written is not to be accepted.
    void flawed(Flaw flaw);
  }

  private enum State {
    LINE_START,
    IN_LINE,
    AFTER_CR,
    AFTER_DOT,
    AFTER_DOT_CR,
    BINARY,
    END
  }

  private final Sink sink;
  private final boolean stuffed;
  private final boolean binary;
  private State state = State.LINE_START;
  private long lineLength;

  private DataScanner(Sink sink, boolean stuffed, boolean binary) {
    this.sink = sink;
    this.stuffed = stuffed;
    this.binary = binary;
  }

  /// For the mail after DATA.
  public static DataScanner ofData(Sink sink) {
    return new DataScanner(sink, true, false);
  }

  /// For the chunks after BDAT; their end is told by [#end].
  public static DataScanner ofChunks(Sink sink) {
    return new DataScanner(sink, false, false);
  }

  /// For the chunks of a BINARYMIME mail. Its header still is of lines that end in CRLF; behind the
  /// first empty line any octet may stand.
  public static DataScanner ofBinaryChunks(Sink sink) {
    return new DataScanner(sink, false, true);
  }

  /// There are no more chunks.
  public void end() {
    if (state == State.AFTER_CR) {
      sink.flawed(Flaw.BARE_LINE_END);
    }
    if (lineLength > MAX_LINE) {
      sink.flawed(Flaw.LONG_LINE);
    }
    state = State.END;
  }

  public boolean isAtEnd() {
    return state == State.END;
  }

  /// Takes octets, but none beyond the end of the data.
  ///
  /// @param to where the octets in the buffer end
  /// @return where the first octet is that was not taken
  public int scan(byte[] octets, int from, int to) {
    int run = from;
    int i = from;
    while (i < to && state != State.END) {
      if (state == State.BINARY) {
        i = to;
        break;
      }
      if (state == State.IN_LINE) {
        int stop = nextControl(octets, i, to);
        lineLength += stop - i;
        i = stop;
        if (i == to) {
          break;
        }
      }
      byte octet = octets[i++];
      state = next(octet);
      if (state == State.AFTER_DOT || state == State.AFTER_DOT_CR || state == State.END) {
        // What leads here is not content, whichever way it goes on.
        pass(octets, run, i - 1);
        run = i;
      }
    }
    pass(octets, run, i);
    return i;
  }

  private State next(byte octet) {
    return switch (state) {
      case LINE_START -> octet == '.' && stuffed ? State.AFTER_DOT : inLine(octet);
      case IN_LINE -> inLine(octet);
      case AFTER_CR -> octet == '\n' ? endOfLine() : afterBareCr(octet);
      case AFTER_DOT -> octet == '\r' ? State.AFTER_DOT_CR : inLine(octet);
      case AFTER_DOT_CR -> octet == '\n' ? State.END : afterBareCr(octet);
      case BINARY -> State.BINARY;
      case END -> State.END;
    };
  }

  private State inLine(byte octet) {
    lineLength++;
    if (octet == '\r') {
      return State.AFTER_CR;
    }
    if (octet == '\n' || octet == 0) {
      sink.flawed(Flaw.BARE_LINE_END);
    }
    // After a bare LF too: no line begins there, so a dot that follows ends nothing.
    return State.IN_LINE;
  }

  private State afterBareCr(byte octet) {
    sink.flawed(Flaw.BARE_LINE_END);
    return inLine(octet);
  }

  private State endOfLine() {
    if (lineLength + 1 > MAX_LINE) {
      sink.flawed(Flaw.LONG_LINE);
    }
    boolean empty = lineLength == 1;
    lineLength = 0;
    return binary && empty ? State.BINARY : State.LINE_START;
  }

  private void pass(byte[] octets, int from, int to) {
    if (to > from) {
      sink.write(octets, from, to - from);
    }
  }

  /// The fast path: a mail is mostly this loop.
  private static int nextControl(byte[] octets, int from, int to) {
    int i = from;
    // CR, LF and NUL, and little else, are among the octets 0 to 13.
    while (i < to && (octets[i] > '\r' || octets[i] < 0 || octets[i] == '\t')) {
      i++;
    }
    return i;
  }
}
