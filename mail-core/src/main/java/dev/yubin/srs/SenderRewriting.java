package dev.yubin.srs;

import dev.yubin.mail.EmailAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The sender rewriting scheme. `SRS0=digest=day=domain=local` stands for a sender, and
/// `SRS1=digest=host==…` for the SRS0 address of another forwarder: however often a mail is
/// forwarded, its DSN goes to the first forwarder and then home. Case does not matter to either
/// digest or day, as hosts on the way may change it. Safe for use by many threads.
public final class SenderRewriting {
  private static final Pattern SRS0 =
      Pattern.compile("(?i:SRS0)[=+-]([^=]+)=([^=]+)=([^=]+)=(.+)", Pattern.DOTALL);
  private static final Pattern SRS1 =
      Pattern.compile("(?i:SRS1)[=+-]([^=]+)=([^=]+)=([=+-].+)", Pattern.DOTALL);
  private static final Pattern FOREIGN_SRS0 = Pattern.compile("(?i:SRS0)([=+-].+)", Pattern.DOTALL);
  private static final Pattern FOREIGN_SRS1 =
      Pattern.compile("(?i:SRS1)[=+-][^=]*=([^=]+)=([=+-].+)", Pattern.DOTALL);

  private final Digest digest;
  private final DayStamp days;

  /// @param secret the same at all instances
  /// @param maxAge for how long DSNs find home; at most 1000 days
  public SenderRewriting(String secret, Duration maxAge, InstantSource clock) {
    this.digest = new Digest(secret);
    this.days = new DayStamp(maxAge, clock);
  }

  /// What a sender is called by a domain that forwards for it.
  ///
  /// @param sender of another domain
  /// @param domain one of ours
  /// @return empty when the address would be longer than a path may be
  public Optional<EmailAddress> rewritten(EmailAddress sender, String domain) {
    EmailAddress address = new EmailAddress(localPart(sender), domain);
    // Read back as any host reads it: what does not fit is not used.
    return EmailAddress.parse(address.toString());
  }

  private String localPart(EmailAddress sender) {
    Matcher first = FOREIGN_SRS0.matcher(sender.localPart());
    if (first.matches()) {
      return onward(sender.domain(), first.group(1));
    }
    Matcher later = FOREIGN_SRS1.matcher(sender.localPart());
    if (later.matches()) {
      return onward(later.group(1), later.group(2));
    }
    String rest = days.now() + "=" + sender.domain() + "=" + sender.localPart();
    return "SRS0=" + digest.of(rest) + "=" + rest;
  }

  private String onward(String forwarder, String rest) {
    String named = forwarder + "=" + rest;
    return "SRS1=" + digest.of(named) + "=" + named;
  }

  /// The sender that an address of ours stands for.
  ///
  /// @return empty when it is none that we have made, or one that is too old
  public Optional<EmailAddress> restored(EmailAddress address) {
    Matcher own = SRS0.matcher(address.localPart());
    if (own.matches()) {
      String rest = own.group(2) + "=" + own.group(3) + "=" + own.group(4);
      return digest.matches(own.group(1), rest) && days.isRecent(own.group(2))
          ? address(own.group(4), own.group(3))
          : Optional.empty();
    }
    Matcher onward = SRS1.matcher(address.localPart());
    // Its age is for the first forwarder to judge.
    return onward.matches()
            && digest.matches(onward.group(1), onward.group(2) + "=" + onward.group(3))
        ? address("SRS0" + onward.group(3), onward.group(2))
        : Optional.empty();
  }

  private static Optional<EmailAddress> address(String localPart, String domain) {
    return EmailAddress.parse(
        new EmailAddress(localPart, domain.toLowerCase(Locale.ROOT)).toString());
  }
}
