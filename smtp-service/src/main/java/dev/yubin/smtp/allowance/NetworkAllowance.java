package dev.yubin.smtp.allowance;

import dev.yubin.allowance.Allowances.Limit;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What an IPv4 address, or the /64 of an IPv6 address, may send without a login, where it is no
/// trusted network.
///
/// @param mails within a window; a mail counts with its first recipient; 0 for any number
/// @param recipients of all mails within a window; 0 for any number
/// @param window how long mails count, from the first of them on
@ConfigurationProperties("yubin.smtp.allowance.network")
record NetworkAllowance(
    @DefaultValue("0") int mails,
    @DefaultValue("0") int recipients,
    @DefaultValue("1h") Duration window) {

  NetworkAllowance {
    LimitCheck.require("yubin.smtp.allowance.network", mails, recipients, window);
  }

  Limit limit() {
    return new Limit(mails, recipients, window.toSeconds());
  }
}
