package dev.yubin.smtp.inspection;

import dev.yubin.smtp.content.Examination;
import dev.yubin.smtp.inspection.arc.ArcVerifier;
import dev.yubin.smtp.inspection.client.AddressLists;
import dev.yubin.smtp.inspection.client.ReverseName;
import dev.yubin.smtp.inspection.dkim.DkimVerifier;
import dev.yubin.smtp.inspection.spf.Spf;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// Begins the inspection of mails. Safe for use by many threads.
public final class Inspector {
  private final Spf spf;
  private final ReverseName reverseName;
  private final AddressLists lists;
  private final DkimVerifier dkim;
  private final ArcVerifier arc;
  private final Policy policy;

  Inspector(
      Spf spf,
      ReverseName reverseName,
      AddressLists lists,
      DkimVerifier dkim,
      ArcVerifier arc,
      Policy policy) {
    this.spf = spf;
    this.reverseName = reverseName;
    this.lists = lists;
    this.dkim = dkim;
    this.arc = arc;
    this.policy = policy;
  }

  /// Asks the DNS about the sender at once, on a thread of its own.
  public Examination begin(Sender sender) {
    FutureTask<SenderFacts> facts = new FutureTask<>((Callable<SenderFacts>) () -> ask(sender));
    Thread.ofVirtual().name("inspection").start(facts);
    return new MailInspection(sender, facts, dkim, arc, policy);
  }

  private SenderFacts ask(Sender sender) {
    return new SenderFacts(
        reverseName.find(sender.client()),
        policy.asksForSpf()
            ? Optional.of(spf.check(sender.client(), sender.helo(), sender.reversePath()))
            : Optional.empty(),
        lists.find(sender.client()));
  }
}
