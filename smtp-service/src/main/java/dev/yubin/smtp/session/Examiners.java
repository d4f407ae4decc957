package dev.yubin.smtp.session;

import dev.yubin.smtp.command.MailFrom;
import dev.yubin.smtp.content.Examination;

/// Chooses who looks at a mail while it passes.
@FunctionalInterface
interface Examiners {
  Examination begin(MailFrom mail, SessionState state);
}
