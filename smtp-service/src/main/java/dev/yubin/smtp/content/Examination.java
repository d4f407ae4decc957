package dev.yubin.smtp.content;

/// Looks at one mail while it passes, once. For the session's thread.
public interface Examination {
  /// Sees nothing.
  Examination NONE =
      new Examination() {
        @Override
        public void header(MailHeader header) {
          // Nobody asks.
        }

        @Override
        public void body(byte[] octets, int offset, int length) {
          // Nobody asks.
        }
      };

  /// @param header as received, before any of the body
  void header(MailHeader header);

  /// @param octets lines ending in CRLF; valid until this returns
  void body(byte[] octets, int offset, int length);
}
