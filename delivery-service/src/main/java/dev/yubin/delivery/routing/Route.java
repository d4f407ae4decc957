package dev.yubin.delivery.routing;

import dev.yubin.mail.EmailAddress;

/// Where a recipient's mail goes. Through aliases one recipient may have many.
public sealed interface Route {

  /// Into a mailbox here.
  ///
  /// @param address the account's, in lower case
  record Local(long accountId, String address) implements Route {}

  /// To the hosts of the address's domain.
  record Remote(EmailAddress address) implements Route {}

  /// Nowhere.
  ///
  /// @param status an enhanced status code (RFC 3463)
  /// @param reason for the sender
  record Unknown(String status, String reason) implements Route {}
}
