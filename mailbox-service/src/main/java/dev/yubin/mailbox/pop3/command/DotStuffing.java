package dev.yubin.mailbox.pop3.command;

import java.io.IOException;
import java.io.OutputStream;

/// Byte-stuffs octets of a message and ends them with the line of a single dot (RFC 1939 §3). All
/// octets are passed on as they are. A line begins after CRLF alone: after a bare LF, which mail
/// of BODY=BINARYMIME may have, no client takes a dot away. One that stands alone between a bare
/// LF and a line end is doubled all the same: some clients would see the end of the message there,
/// and take the rest of it for replies.
final class DotStuffing extends OutputStream {
  private static final byte[] DOT = {'.'};
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] END = {'.', '\r', '\n'};

  private final OutputStream sink;

  /// A message begins as a line does.
  private Place place = Place.AFTER_CRLF;

  /// Where the next octet stands.
  private enum Place {
    AFTER_CR,
    AFTER_CRLF,
    AFTER_LF,
    AFTER_LF_AND_DOT,
    ELSEWHERE;

    Place after(byte octet) {
      return switch (octet) {
        case '\r' -> AFTER_CR;
        case '\n' -> this == AFTER_CR ? AFTER_CRLF : AFTER_LF;
        case '.' -> this == AFTER_LF ? AFTER_LF_AND_DOT : ELSEWHERE;
        default -> ELSEWHERE;
      };
    }

    /// Whether a dot is added before an octet.
    boolean isDotted(byte octet) {
      return switch (this) {
        case AFTER_CRLF -> octet == '.';
        case AFTER_LF_AND_DOT -> octet == '\r' || octet == '\n';
        case AFTER_CR, AFTER_LF, ELSEWHERE -> false;
      };
    }
  }

  DotStuffing(OutputStream sink) {
    this.sink = sink;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    int end = offset + length;
    int written = offset;
    for (int i = offset; i < end; i++) {
      if (place.isDotted(octets[i])) {
        sink.write(octets, written, i - written);
        sink.write(DOT);
        written = i;
      }
      place = place.after(octets[i]);
    }
    sink.write(octets, written, end - written);
  }

  /// The line of a single dot. A message whose last line has no CRLF is given one, beyond its size:
  /// else the dot would not stand on a line of its own.
  void end() throws IOException {
    if (place != Place.AFTER_CRLF) {
      write(CRLF);
    }
    sink.write(END);
  }
}
