package dev.yubin.delivery.client;

import dev.yubin.mail.Recipient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a host takes at most (RFC 9422 §4).
///
/// @param mails transactions in a session
/// @param recipients of a transaction
/// @param domains of the recipients of a transaction
record Limits(int mails, int recipients, int domains) {
  /// RFC 5321 §4.5.3.1.8: every host takes so many recipients, unless it says otherwise.
  private static final int RECIPIENTS = 100;

  /// We offer no more, whatever a host would take: it is too much to lose at once.
  private static final int MAX_RECIPIENTS = 1000;

  /// RFC 9422 §3: any letter case, and none is 0.
  private static final Pattern LIMIT =
      Pattern.compile("(?<![A-Z0-9-])(MAILMAX|RCPTMAX|RCPTDOMAINMAX)=([1-9][0-9]{0,5})(?![^ ])");

  /// @param parameters of LIMITS in the answer to EHLO; what is not understood is no limit
  static Limits of(String parameters) {
    int mails = Integer.MAX_VALUE;
    int recipients = RECIPIENTS;
    int domains = Integer.MAX_VALUE;
    Matcher matcher = LIMIT.matcher(parameters.toUpperCase(Locale.ROOT));
    while (matcher.find()) {
      int value = Integer.parseInt(matcher.group(2));
      switch (matcher.group(1)) {
        case "MAILMAX" -> mails = value;
        case "RCPTMAX" -> recipients = Math.min(value, MAX_RECIPIENTS);
        default -> domains = value;
      }
    }
    return new Limits(mails, recipients, domains);
  }

  /// Recipients in groups that a transaction each is possible for, in their order but that those
  /// of a domain stay together where domains are counted.
  List<List<Recipient>> groups(List<Recipient> all) {
    List<List<Recipient>> groups = new ArrayList<>();
    List<Recipient> group = new ArrayList<>();
    Set<String> domainsOfGroup = new HashSet<>();
    for (Recipient recipient : ordered(all)) {
      String domain = recipient.forwardPath().domain();
      boolean full =
          group.size() == recipients
              || domainsOfGroup.size() == domains && !domainsOfGroup.contains(domain);
      if (full) {
        groups.add(group);
        group = new ArrayList<>();
        domainsOfGroup.clear();
      }
      group.add(recipient);
      domainsOfGroup.add(domain);
    }
    groups.add(group);
    return groups;
  }

  private List<Recipient> ordered(List<Recipient> all) {
    if (domains == Integer.MAX_VALUE) {
      return all;
    }
    List<String> order = all.stream().map(r -> r.forwardPath().domain()).distinct().toList();
    return all.stream()
        .sorted(Comparator.comparingInt(r -> order.indexOf(r.forwardPath().domain())))
        .toList();
  }
}
