package dev.yubin.server.sasl;

import dev.yubin.mail.EmailAddress;
import dev.yubin.server.limit.RetryAfter;
import java.time.Duration;

/// Who knows the accounts.
@FunctionalInterface
public interface Authenticator {

  /// @param name what the client logs in as, an address as typed
  Result authenticate(String name, String password);

  sealed interface Result {
    /// @param account its canonical address
    record Accepted(EmailAddress account) implements Result {}

    /// Name or password is wrong; which of them is not told.
    record Refused() implements Result {

      /// Holds the calling thread first, so that guessing is slow.
      public static Refused after(Duration pause) {
        try {
          Thread.sleep(pause);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return new Refused();
      }
    }

    /// Nobody could be asked now.
    record Unavailable() implements Result {}

    /// Too many logins have failed, and this one was not looked at.
    record Limited(RetryAfter retryAfter) implements Result {
      /// What the client is told.
      public String text() {
        return "Too many failed logins, try again " + retryAfter;
      }
    }
  }
}
