package dev.yubin.smtp.inspection;

import dev.yubin.smtp.content.Examination;
import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.Judgement;
import dev.yubin.smtp.content.MailHeader;
import dev.yubin.smtp.inspection.arc.ArcResult;
import dev.yubin.smtp.inspection.arc.ArcSealer;
import dev.yubin.smtp.inspection.arc.ArcSealing;
import dev.yubin.smtp.inspection.arc.ArcVerdict;
import dev.yubin.smtp.inspection.arc.ArcVerification;
import dev.yubin.smtp.inspection.arc.ArcVerifier;
import dev.yubin.smtp.inspection.dkim.DkimResult;
import dev.yubin.smtp.inspection.dkim.DkimVerification;
import dev.yubin.smtp.inspection.dkim.DkimVerifier;
import dev.yubin.smtp.inspection.results.AuthenticationResults;
import dev.yubin.smtp.inspection.results.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The inspection of one mail.
final class MailInspection implements Examination {
  private static final Logger log = LoggerFactory.getLogger(MailInspection.class);

  /// Less than the ten minutes that a client waits for its 250 (RFC 5321 §4.5.3.2.6), and more than
  /// RFC 7208 §4.6.4 gives SPF.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Sender sender;
  private final Future<SenderFacts> facts;
  private final DkimVerifier verifier;
  private final ArcVerifier arcVerifier;
  private final Policy policy;
  private final Optional<ArcSealer> sealer;
  private MailHeader header = new MailHeader(List.of());
  private Optional<DkimVerification> signatures = Optional.empty();
  private Optional<ArcVerification> chain = Optional.empty();
  private Optional<ArcSealing> sealing = Optional.empty();

  MailInspection(
      Sender sender,
      Future<SenderFacts> facts,
      DkimVerifier verifier,
      ArcVerifier arcVerifier,
      Policy policy,
      Optional<ArcSealer> sealer) {
    this.sender = sender;
    this.facts = facts;
    this.verifier = verifier;
    this.arcVerifier = arcVerifier;
    this.policy = policy;
    this.sealer = sealer;
  }

  @Override
  public void header(MailHeader received, MailHeader kept) {
    header = received;
    if (policy.asksForDkim()) {
      signatures = Optional.of(verifier.begin(received));
    }
    if (policy.asksForDkim() || sealer.isPresent()) {
      chain = Optional.of(arcVerifier.begin(received));
    }
    sealing = sealer.map(one -> one.begin(kept));
  }

  @Override
  public void body(byte[] octets, int offset, int length) {
    signatures.ifPresent(dkim -> dkim.write(octets, offset, length));
    chain.ifPresent(arc -> arc.write(octets, offset, length));
    sealing.ifPresent(seal -> seal.write(octets, offset, length));
  }

  @Override
  public Judgement judge() {
    List<DkimResult> dkim = signatures.map(DkimVerification::finish).orElse(List.of());
    Optional<ArcResult> arc = chain.map(ArcVerification::finish);
    Findings findings = policy.judge(sender, header, senderFacts(), dkim, arc);
    return findings
        .refusal()
        .map(Judgement::refusing)
        .orElseGet(() -> Judgement.accepting(fields(findings.methods(), arc)));
  }

  private List<HeaderField> fields(List<Method> methods, Optional<ArcResult> arc) {
    ArcVerdict found = arc.map(ArcResult::verdict).orElse(ArcVerdict.NONE);
    List<HeaderField> fields = new ArrayList<>();
    // RFC 8617 §5.1: over the mail as it leaves, so above everything else.
    sealing
        .map(one -> one.finish(found, AuthenticationResults.text(policy.hostname(), methods)))
        .ifPresent(fields::addAll);
    fields.add(AuthenticationResults.field(policy.hostname(), methods));
    return fields;
  }

  private SenderFacts senderFacts() {
    try {
      return facts.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      log.error("event=inspection-failed client={}", sender.client().getHostAddress(), e);
    } catch (TimeoutException e) {
      log.warn("event=inspection-unfinished client={}", sender.client().getHostAddress());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return SenderFacts.UNKNOWN;
  }
}
