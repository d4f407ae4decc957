package dev.yubin.smtp.inspection;

import dev.yubin.mail.EmailAddress;
import dev.yubin.smtp.command.SmtpReply;
import dev.yubin.smtp.content.MailHeader;
import dev.yubin.smtp.inspection.arc.ArcResult;
import dev.yubin.smtp.inspection.arc.ArcVerdict;
import dev.yubin.smtp.inspection.client.AddressList;
import dev.yubin.smtp.inspection.client.ClientName;
import dev.yubin.smtp.inspection.client.Listing;
import dev.yubin.smtp.inspection.dkim.DkimResult;
import dev.yubin.smtp.inspection.dmarc.Dmarc;
import dev.yubin.smtp.inspection.dmarc.DmarcPolicy;
import dev.yubin.smtp.inspection.dmarc.DmarcResult;
import dev.yubin.smtp.inspection.dmarc.DmarcVerdict;
import dev.yubin.smtp.inspection.results.Method;
import dev.yubin.smtp.inspection.spf.SpfResult;
import dev.yubin.smtp.inspection.spf.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes of facts and results what is said of a mail, and whether it is refused.
///
/// @param hostname ours, which the results are written under
record Policy(InspectionProperties properties, Dmarc dmarc, String hostname) {

  boolean asksForHelo() {
    return properties.helo() != Action.IGNORE;
  }

  boolean asksForSpf() {
    return properties.spf() != Action.IGNORE || properties.dmarc() != Action.IGNORE;
  }

  boolean asksForDkim() {
    return properties.dkim() != Action.IGNORE || properties.dmarc() != Action.IGNORE;
  }

  Findings judge(
      Sender sender,
      MailHeader header,
      SenderFacts facts,
      List<DkimResult> dkim,
      Optional<ArcResult> arc) {
    Optional<SmtpReply> early = listed(facts).or(() -> helo(facts)).or(() -> spf(facts));
    if (early.isPresent()) {
      return new Findings(early, List.of());
    }
    Optional<DmarcResult> judged = dmarc(header, facts, dkim);
    Optional<SmtpReply> refusal = judged.flatMap(this::dmarc);
    List<Method> methods = methods(sender, facts, dkim, judged);
    arc.filter(chain -> chain.verdict() != ArcVerdict.NONE)
        .map(chain -> Method.arc(chain.verdict().toString(), chain.problem()))
        .ifPresent(methods::add);
    return new Findings(refusal, methods);
  }

  private static List<Method> methods(
      Sender sender, SenderFacts facts, List<DkimResult> dkim, Optional<DmarcResult> dmarc) {
    List<Method> methods = new ArrayList<>();
    String address = sender.client().getHostAddress();
    methods.add(Method.iprev(iprev(facts.name()), facts.helo().problem(), address));
    facts.listings().stream().map(Policy::listing).forEach(methods::add);
    facts.spf().ifPresent(spf -> methods.add(spf(sender, spf)));
    dkim.stream().map(Method::dkim).forEach(methods::add);
    dmarc.map(Method::dmarc).ifPresent(methods::add);
    return methods;
  }

  /// RFC 8601 §2.7.3.
  private static String iprev(ClientName name) {
    return switch (name) {
      case ClientName.Verified verified -> "pass";
      case ClientName.Unverified unverified -> "fail";
      case ClientName.Temporary temporary -> "temperror";
      case ClientName.None none -> "permerror";
    };
  }

  private static Method listing(Listing listing) {
    AddressList list = listing.list();
    String codes = listing.codes().replace(' ', ',');
    return list.kind() == AddressList.Kind.ALLOW
        ? Method.dnswl(list.zone(), codes, listing.reason())
        : Method.dnsbl(list.zone(), codes, listing.reason());
  }

  private static Method spf(Sender sender, SpfResult spf) {
    String helo = sender.reversePath().isPresent() ? "" : sender.helo();
    String mailFrom = sender.reversePath().map(EmailAddress::domain).orElse("");
    return Method.spf(spf.verdict().text(), mailFrom, helo);
  }

  private Optional<DmarcResult> dmarc(MailHeader header, SenderFacts facts, List<DkimResult> dkim) {
    if (properties.dmarc() == Action.IGNORE) {
      return Optional.empty();
    }
    Optional<String> passed =
        facts.spf().filter(spf -> spf.verdict() == Verdict.PASS).map(SpfResult::domain);
    List<String> signers =
        dkim.stream().filter(DkimResult::passed).map(DkimResult::domain).toList();
    return Optional.of(dmarc.check(header, passed, signers));
  }

  private static Optional<SmtpReply> listed(SenderFacts facts) {
    List<Listing> listings = facts.listings();
    if (listings.stream().anyMatch(listing -> listing.list().kind() == AddressList.Kind.ALLOW)) {
      return Optional.empty();
    }
    return listings.stream()
        .filter(listing -> listing.list().action() == AddressList.Action.REJECT)
        .findFirst()
        .map(
            listing ->
                // RFC 5782 §2.1: the list's own reason tells the sender where to turn.
                SmtpReply.of(
                    554,
                    "5.7.1",
                    "Your address is listed by " + listing.list().zone() + " " + listing.reason()));
  }

  private Optional<SmtpReply> helo(SenderFacts facts) {
    return properties.helo() == Action.REJECT && facts.helo().isUntrue()
        ? Optional.of(SmtpReply.of(550, "5.7.1", facts.helo().problem() + ", say your own"))
        : Optional.empty();
  }

  /// RFC 7208 §8.4.
  private Optional<SmtpReply> spf(SenderFacts facts) {
    return facts
        .spf()
        .filter(spf -> properties.spf() == Action.REJECT && spf.verdict() == Verdict.FAIL)
        .map(
            spf ->
                // RFC 7372 §3.2.
                SmtpReply.of(
                    550,
                    "5.7.23",
                    "SPF: "
                        + spf.domain()
                        + " does not let your address send"
                        + spf.explanation().map(text -> ", and says: " + text).orElse("")));
  }

  /// RFC 7372 §3.4: more than one check has failed.
  private Optional<SmtpReply> dmarc(DmarcResult result) {
    return properties.dmarc() == Action.REJECT
            && result.verdict() == DmarcVerdict.FAIL
            && result.policy() == DmarcPolicy.REJECT
        ? Optional.of(
            SmtpReply.of(
                550,
                "5.7.26",
                "DMARC: "
                    + result.fromDomain()
                    + " asks to reject mail that neither SPF nor DKIM shows to be its own"))
        : Optional.empty();
  }
}
