package dev.yubin.smtp.content;

import java.util.List;

/// Looks at one mail while it passes, once. For the session's thread.
public interface Examination {
  /// Sees nothing and says nothing.
  Examination NONE =
      new Examination() {
        @Override
        public void header(MailHeader received, MailHeader kept) {
          // Nobody asks.
        }

        @Override
        public void body(byte[] octets, int offset, int length) {
          // Nobody asks.
        }

        @Override
        public Judgement judge() {
          return Judgement.accepting(List.of());
        }
      };

  /// Comes before any of the body.
  ///
  /// @param kept what goes on, with the fields that were added and without those that were dropped
  void header(MailHeader received, MailHeader kept);

  /// @param octets lines ending in CRLF; valid until this returns
  void body(byte[] octets, int offset, int length);

  /// After the last of the body. May wait for others.
  Judgement judge();
}
