package dev.yubin.smtp.session;

import dev.yubin.mail.Envelope;
import dev.yubin.mail.Recipient;
import dev.yubin.smtp.command.MailFrom;
import dev.yubin.smtp.content.DataScanner;
import dev.yubin.smtp.content.IncomingMail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A mail transaction (RFC 5321 §3.3), from MAIL to the end of its data.
final class Transaction {
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
    recipients.merge(identity, recipient, Recipient::and);
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
