package dev.yubin.smtp.inspection.dmarc;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.RecordType;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mime.Address;
import dev.yubin.smtp.content.MailHeader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Judges mails by the policy of the domain in From.
public record Dmarc(DnsRecords dns) {

  /// RFC 9989 §5.3.1: From has one domain, or there is nothing that could be judged.
  ///
  /// @param spfPassDomain for which SPF passed
  /// @param dkimPassDomains `d=` of the signatures that passed
  public DmarcResult check(
      MailHeader header, Optional<String> spfPassDomain, List<String> dkimPassDomains) {
    List<Address> authors =
        header
            .named("From")
            .flatMap(field -> Address.parse(field.value()).stream())
            .filter(address -> !address.isGroupBoundary())
            .toList();
    List<String> domains =
        authors.stream()
            .flatMap(address -> address.emailAddress().stream())
            .map(EmailAddress::domain)
            .distinct()
            .toList();
    boolean readable = authors.stream().allMatch(address -> address.emailAddress().isPresent());
    if (header.count("From") != 1 || !readable || domains.size() != 1) {
      return DmarcResult.without(
          DmarcVerdict.PERMERROR, "", "From does not name exactly one domain");
    }
    return check(domains.getFirst(), spfPassDomain, dkimPassDomains);
  }

  /// @param fromDomain the domain of From
  public DmarcResult check(
      String fromDomain, Optional<String> spfPassDomain, List<String> dkimPassDomains) {
    String from = fromDomain.toLowerCase(Locale.ROOT);
    if (from.startsWith("[")) {
      return DmarcResult.without(DmarcVerdict.PERMERROR, from, "From names no domain");
    }
    TreeWalk walk = new TreeWalk(dns);
    try {
      List<TreeWalk.Step> steps = walk.from(from);
      if (steps.isEmpty()) {
        return DmarcResult.without(DmarcVerdict.NONE, from, "no policy is published");
      }
      return judge(from, policyStep(from, steps, walk), walk, spfPassDomain, dkimPassDomains);
    } catch (TreeWalk.Unanswered e) {
      return DmarcResult.without(
          DmarcVerdict.TEMPERROR, from, "the policy cannot be looked up now");
    }
  }

  /// RFC 9989 §4.10.1: the record of the domain itself, else of its organizational domain, else of
  /// the public suffix above it.
  private static TreeWalk.Step policyStep(String from, List<TreeWalk.Step> steps, TreeWalk walk)
      throws TreeWalk.Unanswered {
    if (steps.getFirst().domain().equals(from)) {
      return steps.getFirst();
    }
    String organizational = walk.organizationalDomain(from);
    return steps.stream()
        .filter(step -> step.domain().equals(organizational))
        .findFirst()
        .orElse(steps.getLast());
  }

  private DmarcResult judge(
      String from, TreeWalk.Step step, TreeWalk walk, Optional<String> spf, List<String> dkim)
      throws TreeWalk.Unanswered {
    DmarcRecord record = step.record();
    DmarcPolicy asked = asked(from, step);
    DmarcPolicy policy = record.testing() ? asked.milder() : asked;
    boolean aligned = false;
    for (String domain : spf.stream().toList()) {
      aligned |= aligned(from, domain, record.strictSpf(), walk);
    }
    for (String domain : dkim) {
      aligned = aligned || aligned(from, domain, record.strictDkim(), walk);
    }
    return new DmarcResult(
        aligned ? DmarcVerdict.PASS : DmarcVerdict.FAIL,
        from,
        policy,
        Optional.of(record),
        aligned ? "" : "neither SPF nor DKIM passed for the domain of From");
  }

  private DmarcPolicy asked(String from, TreeWalk.Step step) throws TreeWalk.Unanswered {
    DmarcRecord record = step.record();
    if (step.domain().equals(from)) {
      return record.policy();
    }
    return record.missingPolicy() != record.subdomainPolicy() && isMissing(from)
        ? record.missingPolicy()
        : record.subdomainPolicy();
  }

  /// RFC 9989 §3.2.13: there is no such name, whatever the type.
  private boolean isMissing(String domain) throws TreeWalk.Unanswered {
    return switch (dns.find(RecordType.A, domain)) {
      case DnsAnswer.NoSuchDomain _ -> true;
      case DnsAnswer.Found _, DnsAnswer.NoData _ -> false;
      case DnsAnswer.TemporaryFailure _ -> throw new TreeWalk.Unanswered();
    };
  }

  /// RFC 9989 §4.4: relaxed means of the same organizational domain.
  private static boolean aligned(String from, String other, boolean strict, TreeWalk walk)
      throws TreeWalk.Unanswered {
    String domain = other.toLowerCase(Locale.ROOT);
    return domain.equals(from)
        || (!strict
            && sharesTop(from, domain)
            && walk.organizationalDomain(from).equals(walk.organizationalDomain(domain)));
  }

  /// Saves the questions for domains that have nothing in common.
  private static boolean sharesTop(String one, String other) {
    return one.substring(one.lastIndexOf('.') + 1)
        .equals(other.substring(other.lastIndexOf('.') + 1));
  }
}
