package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.Diagnosis;
import dev.yubin.delivery.client.Outgoing;
import dev.yubin.delivery.client.RecipientOutcome;
import dev.yubin.delivery.client.RemoteHost;
import dev.yubin.delivery.client.SmtpSession;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.Recipient;
import dev.yubin.store.outbound.OutboundMail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A claimed mail while a run has it: which recipients are still to be settled, and why they are
/// not. For one thread.
final class MailInHand {
  private final OutboundMail claimed;
  private final Map<EmailAddress, Recipient> recipients = new LinkedHashMap<>();
  private final Set<EmailAddress> pending;
  private final Map<EmailAddress, Diagnosis> diagnoses = new HashMap<>();

  private boolean stoppedByTls;

  /// By host, where it was asked and what it said against the mail last.
  private final Map<String, Tried> tried = new LinkedHashMap<>();

  /// Recipients that no other host is to be asked about in this run.
  private final Set<EmailAddress> held = new HashSet<>();

  /// @param address of the host, IP
  /// @param why not; null when nothing speaks against it
  record Tried(String address, @Nullable Diagnosis why) {}

  MailInHand(OutboundMail claimed) {
    this.claimed = claimed;
    claimed.recipients().forEach(recipient -> recipients.put(recipient.forwardPath(), recipient));
    pending = new LinkedHashSet<>(recipients.keySet());
  }

  OutboundMail claimed() {
    return claimed;
  }

  /// What is asked of one of its recipients.
  Recipient recipient(EmailAddress forwardPath) {
    return Objects.requireNonNull(recipients.get(forwardPath));
  }

  boolean ordinary() {
    return !requiresTls();
  }

  boolean requiresTls() {
    return claimed.parameters().requireTls();
  }

  /// Whether it may go unprotected where it could not go otherwise: RFC 8689 §5 wants a mail
  /// about a mail not lost for its TLS.
  boolean mayGoUnprotected() {
    return requiresTls() && claimed.reversePath().isEmpty() && stoppedByTls;
  }

  boolean isPending() {
    return !pending.isEmpty();
  }

  /// Whether anything was learnt about it in this run.
  boolean isTouched() {
    return !diagnoses.isEmpty() || pending.size() < recipients.size();
  }

  List<EmailAddress> toSend() {
    return pending.stream().filter(recipient -> !held.contains(recipient)).toList();
  }

  /// What rows must have in common to be one mail to a host.
  private record Sameness(MailId mail, String reversePath, MailParameters parameters) {
    static Sameness of(MailInHand mail) {
      OutboundMail row = mail.claimed;
      return new Sameness(row.mail(), row.reversePath(), row.parameters());
    }
  }

  /// Those that are one mail, to recipients of several destinations, put together.
  static List<List<MailInHand>> together(List<MailInHand> mails) {
    return List.copyOf(
        mails.stream()
            .collect(Collectors.groupingBy(Sameness::of, LinkedHashMap::new, Collectors.toList()))
            .values());
  }

  /// @param same of those that are [#together]
  static Outgoing outgoing(List<MailInHand> same, Outgoing.Content content) {
    OutboundMail row = same.getFirst().claimed;
    return new Outgoing(
        Optional.of(row.reversePath()).filter(p -> !p.isEmpty()).map(EmailAddress::of),
        row.parameters(),
        same.stream().flatMap(one -> one.toSend().stream().map(one::recipient)).toList(),
        row.size(),
        content);
  }

  /// Of what a host said, what it said of the recipients that are still to be settled here.
  List<RecipientOutcome> its(List<RecipientOutcome> outcomes) {
    return outcomes.stream().filter(outcome -> pending.contains(outcome.recipient())).toList();
  }

  /// Why a host did not take it, for all recipients that are not settled.
  void note(Diagnosis diagnosis) {
    stoppedByTls |= diagnosis.isOfTls();
    toSend().forEach(recipient -> note(recipient, diagnosis));
  }

  /// That one host refuses for good says nothing while another may yet take it.
  private void note(EmailAddress recipient, Diagnosis diagnosis) {
    diagnoses.merge(
        recipient, diagnosis, (old, now) -> old.isPermanent() || !now.isPermanent() ? now : old);
  }

  /// That a host could not be asked.
  void unreachable(RemoteHost host, Diagnosis why) {
    note(why);
    String addresses =
        host.addresses().stream()
            .map(address -> address.getAddress().getHostAddress())
            .collect(Collectors.joining(" "));
    tried.put(host.name(), new Tried(addresses, why));
  }

  /// Takes what a host said.
  void take(SmtpSession session, List<RecipientOutcome> outcomes) {
    take(outcomes);
    @Nullable Diagnosis whyNot =
        outcomes.stream()
            .filter(RecipientOutcome.Deferred.class::isInstance)
            .map(RecipientOutcome::diagnosis)
            .findFirst()
            .orElse(null);
    tried.put(session.host(), new Tried(session.address(), whyNot));
  }

  /// What hosts said against it that has not been taken yet.
  ///
  /// @param told hosts whose words are known without it
  List<Diagnosis> takeUntold(Set<String> told) {
    List<Diagnosis> untold = new ArrayList<>();
    tried.replaceAll(
        (host, last) -> {
          if (last.why == null || told.contains(host)) {
            return last;
          }
          untold.add(last.why);
          return new Tried(last.address, null);
        });
    return untold;
  }

  Map<String, Tried> tried() {
    return tried;
  }

  /// Those that are settled are pending no more.
  void take(List<RecipientOutcome> outcomes) {
    for (RecipientOutcome outcome : outcomes) {
      switch (outcome) {
        case RecipientOutcome.Relayed relayed -> pending.remove(relayed.recipient());
        case RecipientOutcome.Failed failed -> pending.remove(failed.recipient());
        case RecipientOutcome.Deferred deferred -> {
          diagnoses.remove(deferred.recipient());
          note(deferred.recipient(), deferred.diagnosis());
          if (deferred.handedOver()) {
            held.add(deferred.recipient());
          }
        }
      }
    }
  }

  /// Another instance has claimed it: it is no more ours to settle.
  void abandon() {
    pending.clear();
  }

  List<String> pendingTexts() {
    return pending.stream().map(EmailAddress::toString).toList();
  }

  /// What stands against each recipient that is not settled.
  ///
  /// @param unknown for one that nothing is known of
  List<RecipientOutcome> unsettled(Diagnosis unknown) {
    List<RecipientOutcome> outcomes = new ArrayList<>();
    for (EmailAddress recipient : pending) {
      @Nullable Diagnosis diagnosis = diagnoses.get(recipient);
      outcomes.add(RecipientOutcome.refused(recipient, diagnosis == null ? unknown : diagnosis));
    }
    return outcomes;
  }
}
