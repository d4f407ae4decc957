package dev.yubin.mailbox.login;

import dev.yubin.mail.EmailAddress;
import dev.yubin.server.limit.RetryAfter;
import java.time.Duration;

/// What became of a login.
public sealed interface LoginOutcome {
  record Accepted(EmailAddress account) implements LoginOutcome {}

  /// @param pause how long the client is to wait for its answer, so that guessing is slow
  record Refused(Duration pause) implements LoginOutcome {}

  /// Too many have failed; this one was not looked at, or is not told.
  record Limited(RetryAfter retryAfter) implements LoginOutcome {}

  /// It could not be checked now.
  record Unchecked() implements LoginOutcome {}
}
