package dev.yubin.mailbox.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param minPasswordLength characters that a new password has at least
/// @param parallelPasswords how many passwords are hashed or verified at a time; each takes 19 MiB
/// @param loginMemory how long a right password is remembered, so that a client that connects again
///     and again costs no hash each time; zero remembers none
@ConfigurationProperties("yubin.accounts")
public record AccountProperties(
    @DefaultValue("6") int minPasswordLength,
    @DefaultValue("2") int parallelPasswords,
    @DefaultValue("5m") Duration loginMemory) {
  public AccountProperties {
    require(minPasswordLength >= 1, "min-password-length", minPasswordLength, "at least 1");
    require(parallelPasswords >= 1, "parallel-passwords", parallelPasswords, "at least 1");
    require(!loginMemory.isNegative(), "login-memory", loginMemory, "zero or more");
  }

  private static void require(boolean right, String name, Object value, String wanted) {
    if (!right) {
      throw new IllegalArgumentException(
          "yubin.accounts.%s=%s must be %s".formatted(name, value, wanted));
    }
  }
}
