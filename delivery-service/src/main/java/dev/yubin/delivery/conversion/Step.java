package dev.yubin.delivery.conversion;

/// What is done with a stretch of a mail.
sealed interface Step {

  /// Octets of the stretch as it was.
  long length();

  record Keep(long length) implements Step {}

  /// A header is told another Content-Transfer-Encoding.
  ///
  /// @param leaf whether it is of a part that is encoded itself
  record Relabel(int size, String encoding, boolean leaf) implements Step {
    @Override
    public long length() {
      return size;
    }
  }

  /// @param text whether as quoted-printable, else as base64
  record Encode(long length, boolean text) implements Step {}

  /// A header that cannot be held.
  record TooLong(long length) implements Step {}
}
