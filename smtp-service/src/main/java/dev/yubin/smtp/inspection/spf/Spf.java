package dev.yubin.smtp.inspection.spf;

import dev.yubin.dns.DnsRecords;
import dev.yubin.mail.EmailAddress;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;

/// Checks whether a client may send for a domain. Blocks for 20 seconds and one look-up at the
/// most. Safe for use by many threads.
public final class Spf {
  private final DnsRecords records;
  private final String receiver;
  private final InstantSource clock;

  /// @param receiver the name of this host, for explanations
  public Spf(DnsRecords records, String receiver, InstantSource clock) {
    this.records = records;
    this.receiver = receiver;
    this.clock = clock;
  }

  /// @param helo as the client gave it
  /// @param mailFrom the reverse path; empty to check the HELO name, as for a bounce, whose reverse
  ///     path is null (RFC 7208 §2.4)
  public SpfResult check(InetAddress client, String helo, Optional<EmailAddress> mailFrom) {
    String domain = mailFrom.map(EmailAddress::domain).orElse(helo);
    // RFC 7208 §4.3
    String localPart =
        mailFrom.map(EmailAddress::localPart).filter(l -> !l.isEmpty()).orElse("postmaster");
    return check(new Request(client, helo, localPart, domain));
  }

  private SpfResult check(Request request) {
    Lookups lookups = new Lookups(records, clock);
    ClientNames names = new ClientNames(lookups, request.client());
    Macros macros = new Macros(request, names, receiver, clock);
    String domain = request.senderDomain();
    try {
      CheckHost.Outcome outcome =
          new CheckHost(request.client(), lookups, names, macros).check(domain);
      Optional<String> explanation = new Explanations(lookups, macros).find(outcome);
      return new SpfResult(outcome.verdict(), domain, explanation, Optional.empty());
    } catch (SpfException e) {
      return new SpfResult(e.verdict(), domain, Optional.empty(), Optional.of(e.problem()));
    }
  }
}
