package dev.yubin.smtp.allowance;

import dev.yubin.allowance.Allowances.Limit;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What an account may send.
///
/// @param mails within a window; a mail counts with its first recipient; 0 for any number
/// @param recipients of all mails within a window; 0 for any number
/// @param window how long mails count, from the first of them on
@ConfigurationProperties("yubin.smtp.allowance.account")
record AccountAllowance(
    @DefaultValue("500") int mails,
    @DefaultValue("1000") int recipients,
    @DefaultValue("1h") Duration window) {

  AccountAllowance {
    LimitCheck.require("yubin.smtp.allowance.account", mails, recipients, window);
  }

  Limit limit() {
    return new Limit(mails, recipients, window.toSeconds());
  }
}
