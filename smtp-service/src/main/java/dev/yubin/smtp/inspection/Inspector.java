package dev.yubin.smtp.inspection;

import dev.yubin.smtp.content.Examination;
import dev.yubin.smtp.inspection.arc.ArcSealer;
import dev.yubin.smtp.inspection.arc.ArcVerifier;
import dev.yubin.smtp.inspection.client.AddressLists;
import dev.yubin.smtp.inspection.client.ClientName;
import dev.yubin.smtp.inspection.client.HeloFact;
import dev.yubin.smtp.inspection.client.HeloName;
import dev.yubin.smtp.inspection.client.Listing;
import dev.yubin.smtp.inspection.client.ReverseName;
import dev.yubin.smtp.inspection.dkim.DkimVerifier;
import dev.yubin.smtp.inspection.spf.Spf;
import dev.yubin.smtp.inspection.spf.SpfResult;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Begins the inspection of mails. Safe for use by many threads.
public final class Inspector {
  private final Spf spf;
  private final ReverseName reverseName;
  private final HeloName heloName;
  private final AddressLists lists;
  private final DkimVerifier dkim;
  private final ArcVerifier arc;
  private final Policy policy;

  Inspector(
      Spf spf,
      ReverseName reverseName,
      HeloName heloName,
      AddressLists lists,
      DkimVerifier dkim,
      ArcVerifier arc,
      Policy policy) {
    this.spf = spf;
    this.reverseName = reverseName;
    this.heloName = heloName;
    this.lists = lists;
    this.dkim = dkim;
    this.arc = arc;
    this.policy = policy;
  }

  /// Asks the DNS about the sender at once, each question on a thread of its own.
  ///
  /// @param sealer adds to the chain of a mail that is handed on (RFC 8617 §5.1)
  public Examination begin(Sender sender, Optional<ArcSealer> sealer) {
    return new MailInspection(sender, ask(sender), dkim, arc, policy, sealer);
  }

  private CompletableFuture<SenderFacts> ask(Sender sender) {
    InetAddress client = sender.client();
    CompletableFuture<ClientName> name = ask(() -> reverseName.find(client));
    CompletableFuture<HeloFact> helo =
        ask(() -> policy.asksForHelo() ? heloName.check(client, sender.helo()) : HeloFact.UNKNOWN);
    CompletableFuture<Optional<SpfResult>> result =
        ask(
            () ->
                policy.asksForSpf()
                    ? Optional.of(spf.check(client, sender.helo(), sender.reversePath()))
                    : Optional.empty());
    CompletableFuture<List<Listing>> listings = ask(() -> lists.find(client));
    return CompletableFuture.allOf(name, helo, result, listings)
        .thenApply(_ -> new SenderFacts(name.join(), helo.join(), result.join(), listings.join()));
  }

  private static <T> CompletableFuture<T> ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, Thread::startVirtualThread);
  }
}
