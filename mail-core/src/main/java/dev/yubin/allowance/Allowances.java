package dev.yubin.allowance;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/// The one count of what is sent, for all instances of the services that take mail in. They know
/// the limits; implemented by mailbox-service.
public interface Allowances {

  /// Takes what is asked for, all or nothing.
  @PostExchange("/internal/v1/allowances")
  Grant take(@RequestBody Request request);

  /// @param subject who sends: an address, or a network in CIDR form
  /// @param mails taken, 0 or more
  /// @param recipients taken, 0 or more
  record Request(String subject, int mails, int recipients, Limit limit) {}

  /// @param mails within a window; 0 for any number
  /// @param recipients of all mails within a window; 0 for any number
  /// @param windowSeconds how long a window lasts, which begins with the first mail in it
  record Limit(int mails, int recipients, long windowSeconds) {}

  /// @param retryAfter seconds until the window is over, when the limit would be exceeded; 0 when
  ///     all was taken
  record Grant(long retryAfter) {
    public static final Grant TAKEN = new Grant(0);
  }
}
