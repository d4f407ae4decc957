package dev.yubin.smtp.inspection.dkim;

import java.security.MessageDigest;

/// Hashes a body in its canonical form (RFC 6376 §3.4.3, RFC 6376 §3.4.4) as it streams by.
final class BodyDigest {
  private static final int BLOCK = 4096;
  private static final byte[] CR = {'\r'};
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] SPACE = {' '};

  private final Canonicalization form;
  private final long limit;
  private final MessageDigest digest = Sha256.digest();
  private final byte[] block = new byte[BLOCK];
  private int filled;
  private long length;
  private long lines;
  private boolean white;
  private boolean cr;

  /// @param limit octets of the canonical body that are hashed, `l=`
  BodyDigest(Canonicalization form, long limit) {
    this.form = form;
    this.limit = limit;
  }

  void write(byte[] octets, int offset, int count) {
    int end = offset + count;
    int i = offset;
    while (i < end) {
      int stop = cr ? i : endOfRun(octets, i, end);
      if (stop == i) {
        write(octets[i++]);
      } else {
        content(octets, i, stop - i);
        i = stop;
      }
    }
  }

  /// The fast path: where the octets end that are the same in the canonical form.
  private int endOfRun(byte[] octets, int from, int end) {
    return form == Canonicalization.SIMPLE
        ? endOfLine(octets, from, end)
        : endOfWords(octets, from, end);
  }

  private static int endOfLine(byte[] octets, int from, int end) {
    int i = from;
    while (i < end && octets[i] != '\r') {
      i++;
    }
    return i;
  }

  /// Words with single spaces between them; a run does not begin with a space.
  private static int endOfWords(byte[] octets, int from, int end) {
    int i = from;
    while (i < end) {
      if (!endsWord(octets[i])) {
        i++;
      } else if (octets[i] == ' ' && i > from && i + 1 < end && !endsWord(octets[i + 1])) {
        i += 2;
      } else {
        break;
      }
    }
    return i;
  }

  private static boolean endsWord(byte octet) {
    // Most octets are greater than all of these.
    return octet <= ' ' && (octet == ' ' || octet == '\t' || octet == '\r');
  }

  private void write(byte octet) {
    if (cr) {
      cr = false;
      if (octet == '\n') {
        white = false;
        lines++;
        return;
      }
      content(CR, 0, 1);
    }
    if (octet == '\r') {
      cr = true;
    } else if (form == Canonicalization.RELAXED && (octet == ' ' || octet == '\t')) {
      white = true;
    } else {
      content(new byte[] {octet}, 0, 1);
    }
  }

  private void content(byte[] octets, int offset, int count) {
    for (; lines > 0; lines--) {
      emit(CRLF, 0, 2);
    }
    if (white) {
      emit(SPACE, 0, 1);
      white = false;
    }
    emit(octets, offset, count);
  }

  private void emit(byte[] octets, int offset, int count) {
    int hashed = Math.clamp(limit - length, 0, count);
    length += count;
    if (filled + hashed > BLOCK) {
      flush();
    }
    if (hashed > BLOCK) {
      digest.update(octets, offset, hashed);
    } else {
      System.arraycopy(octets, offset, block, filled, hashed);
      filled += hashed;
    }
  }

  private void flush() {
    digest.update(block, 0, filled);
    filled = 0;
  }

  /// Empty lines at the end are gone, and the last line is ended; an empty body is CRLF when simple
  /// and nothing when relaxed.
  byte[] finish() {
    if (cr) {
      content(CR, 0, 1);
    }
    if (length > 0 || form == Canonicalization.SIMPLE) {
      emit(CRLF, 0, 2);
    }
    flush();
    return digest.digest();
  }

  /// Octets of all of the canonical body, known after [#finish()].
  long length() {
    return length;
  }
}
