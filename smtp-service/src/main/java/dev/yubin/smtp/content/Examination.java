package dev.yubin.smtp.content;

/// Looks at one mail while it passes, once. For the session's thread.
public interface Examination {
  /// Comes before any of the body.
  ///
  /// @param kept what goes on, with the fields that were added and without those that were dropped
  void header(MailHeader received, MailHeader kept);

  /// @param octets lines ending in CRLF, but for a BINARYMIME mail; valid until this returns
  void body(byte[] octets, int offset, int length);

  /// After the last of the body. May wait for others.
  Judgement judge();
}
