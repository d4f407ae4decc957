package dev.yubin.smtp.session;

import dev.yubin.mail.Envelope;
import dev.yubin.mail.Recipient;
import dev.yubin.mail.Recipient.Notify;
import dev.yubin.smtp.command.MailFrom;
import dev.yubin.smtp.content.DataScanner;
import dev.yubin.smtp.content.IncomingMail;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A mail transaction (RFC 5321 §3.3), from MAIL to the end of its data.
final class Transaction {
  /// RFC 3461 §4.1: what is told to a sender who did not say what he wants to hear.
  private static final Set<Notify> BY_DEFAULT = Set.of(Notify.FAILURE, Notify.DELAY);

  private final MailFrom mail;
  private Optional<Chunks> chunks = Optional.empty();
  private final Map<String, Recipient> recipients = new LinkedHashMap<>();
  private int accepted;

  Transaction(MailFrom mail) {
    this.mail = mail;
  }

  MailFrom mail() {
    return mail;
  }

  /// How many RCPTs were accepted, with those of a recipient who was given before.
  int acceptedRecipients() {
    return accepted;
  }

  /// One that is given twice gets the mail once.
  ///
  /// @param identity what two spellings of one recipient share
  void add(String identity, Recipient recipient) {
    accepted++;
    recipients.merge(identity, recipient, Transaction::merge);
  }

  /// The sender hears what either of the two would have told.
  private static Recipient merge(Recipient first, Recipient again) {
    return new Recipient(
        first.forwardPath(),
        merge(first.notifications(), again.notifications()),
        first.original().or(again::original));
  }

  private static Set<Notify> merge(Set<Notify> first, Set<Notify> again) {
    if (first.equals(again) || again.contains(Notify.NEVER)) {
      return first;
    }
    if (first.contains(Notify.NEVER)) {
      return again;
    }
    Set<Notify> both = EnumSet.noneOf(Notify.class);
    both.addAll(first.isEmpty() ? BY_DEFAULT : first);
    both.addAll(again.isEmpty() ? BY_DEFAULT : again);
    return both;
  }

  /// What has arrived by BDAT so far.
  Optional<Chunks> chunks() {
    return chunks;
  }

  void begin(Chunks begun) {
    chunks = Optional.of(begun);
  }

  /// A mail that arrives by BDAT.
  ///
  /// @param scanner has seen all chunks so far
  record Chunks(IncomingMail mail, DataScanner scanner) {}

  Envelope envelope() {
    return new Envelope(mail.reversePath(), mail.parameters(), List.copyOf(recipients.values()));
  }
}
