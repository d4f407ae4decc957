package dev.yubin.server;

import java.nio.charset.StandardCharsets;

/// What reading a line gives. All but [End] leave the input at the start of the next line.
public sealed interface Line {

  /// A line that ended in CRLF.
  ///
  /// @param octets without the CRLF; neither CR, LF nor NUL is among them
  record Text(byte[] octets) implements Line {

    /// The octets as UTF-8; what is not UTF-8 becomes U+FFFD.
    public String text() {
      return new String(octets, StandardCharsets.UTF_8);
    }
  }

  /// Longer than was asked for. Its octets are gone.
  record TooLong() implements Line {}

  /// It held NUL or a CR or LF that stood alone: RFC 5321 §2.3.8 allows neither. A lone LF counts
  /// as its end.
  record Malformed() implements Line {}

  /// There is nothing more to read: the peer left, was idle for too long, or the service is
  /// stopping. Where the peer had to be told, it has been.
  record End() implements Line {}
}
