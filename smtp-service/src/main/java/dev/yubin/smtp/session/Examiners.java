package dev.yubin.smtp.session;

import dev.yubin.smtp.content.Examination;

/// Chooses who looks at a mail while it passes.
@FunctionalInterface
interface Examiners {
  /// @param transaction whose recipients are complete
  Examination begin(Transaction transaction, SessionState state);
}
