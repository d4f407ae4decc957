package dev.yubin.smtp.inspection.dkim;

import java.security.MessageDigest;

/// Hashes a body in its canonical form (RFC 6376 §3.4.3, RFC 6376 §3.4.4) as it streams by.
final class BodyDigest {
  private static final int BLOCK = 4096;

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
    for (int i = offset; i < offset + count; i++) {
      write(octets[i]);
    }
  }

  private void write(byte octet) {
    if (cr) {
      cr = false;
      if (octet == '\n') {
        white = false;
        lines++;
        return;
      }
      content((byte) '\r');
    }
    if (octet == '\r') {
      cr = true;
    } else if (form == Canonicalization.RELAXED && (octet == ' ' || octet == '\t')) {
      white = true;
    } else {
      content(octet);
    }
  }

  private void content(byte octet) {
    for (; lines > 0; lines--) {
      lineEnd();
    }
    if (white) {
      emit((byte) ' ');
      white = false;
    }
    emit(octet);
  }

  private void lineEnd() {
    emit((byte) '\r');
    emit((byte) '\n');
  }

  private void emit(byte octet) {
    if (length++ < limit) {
      block[filled++] = octet;
      if (filled == BLOCK) {
        flush();
      }
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
      content((byte) '\r');
    }
    if (length > 0 || form == Canonicalization.SIMPLE) {
      lineEnd();
    }
    flush();
    return digest.digest();
  }

  /// Octets of all of the canonical body, known after [#finish()].
  long length() {
    return length;
  }
}
