package dev.yubin.delivery.client;

import dev.yubin.delivery.client.Adaptation.Adapted;
import dev.yubin.mail.Recipient;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A greeted connection, for one mail after another. For one thread.
public final class SmtpSession implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SmtpSession.class);

  private final Peer peer;
  private final Wire wire;
  private final Limits limits;
  private final TlsResult tls;
  private final ClientTimeouts timeouts;
  private int mailsLeft;
  private boolean transactionOpen;

  SmtpSession(Peer peer, Wire wire, TlsResult tls, ClientTimeouts timeouts, int maxMails) {
    this.peer = peer;
    this.wire = wire;
    this.limits = peer.offered().limits();
    this.tls = tls;
    this.timeouts = timeouts;
    this.mailsLeft = Math.min(maxMails, limits.mails());
  }

  public String host() {
    return peer.name();
  }

  /// The IP address of the host.
  public String address() {
    return wire.address();
  }

  /// Whether and how it is encrypted.
  public TlsResult tls() {
    return tls;
  }

  /// Whether another mail can be sent.
  public boolean isOpen() {
    return wire.isOpen();
  }

  /// Whether it has carried as many mails as a session does.
  public boolean isSpent() {
    return mailsLeft <= 0;
  }

  /// Makes sure that the host is still there, after a time without a mail. A host that does not say
  /// so at once is not waited for: a new connection costs less.
  boolean wakes() {
    wire.begin(timeouts.total());
    try {
      // RFC 5321 §4.1.1.5 knows 250 alone: a host that answers anything else is not with us.
      boolean awake = wire.ask("RSET", timeouts.quit()).code() == 250;
      transactionOpen &= !awake;
      return awake && wire.isOpen();
    } catch (IOException e) {
      log.debug("event=session-lost-idle host={} cause={}", host(), e.toString());
      return false;
    }
  }

  /// Hands a mail over. Every recipient has an outcome, whatever happens to the connection.
  public List<RecipientOutcome> send(Outgoing mail) {
    return offer(mail).stream().map(outcome -> outcome.with(tls)).toList();
  }

  private List<RecipientOutcome> offer(Outgoing mail) {
    Optional<Diagnosis> obstacle = obstacle(mail);
    if (obstacle.isPresent()) {
      return refused(mail, obstacle.get());
    }
    return switch (new Adaptation(host(), peer.offered()).of(mail)) {
      case Adapted.Unfit(Diagnosis why) -> refused(mail, why);
      // It may have grown.
      case Adapted.Mail(Outgoing fitting) ->
          obstacle(fitting)
              .map(why -> refused(fitting, why))
              .orElseGet(() -> transactions(fitting));
    };
  }

  private Optional<Diagnosis> obstacle(Outgoing mail) {
    boolean verified = tls.encryption().filter(Encryption::isVerified).isPresent();
    return new Fitness(host(), peer.offered(), verified).obstacle(mail, Instant.now());
  }

  private static List<RecipientOutcome> refused(Outgoing mail, Diagnosis why) {
    return mail.forwardPaths().stream().map(path -> RecipientOutcome.refused(path, why)).toList();
  }

  private List<RecipientOutcome> transactions(Outgoing mail) {
    List<RecipientOutcome> outcomes = new ArrayList<>();
    for (List<Recipient> some : limits.groups(mail.recipients())) {
      // RFC 9422 §4.1: the host counts each MAIL.
      outcomes.addAll(isSpent() ? postponed(mail.to(some)) : transaction(mail.to(some)));
      mailsLeft--;
    }
    return outcomes;
  }

  private List<RecipientOutcome> postponed(Outgoing mail) {
    return refused(
        mail, Diagnosis.own(host(), "4.5.3", "The host takes no more transactions in a session"));
  }

  private List<RecipientOutcome> transaction(Outgoing mail) {
    wire.begin(timeouts.total());
    Transaction transaction = new Transaction(peer, wire, timeouts, mail);
    List<RecipientOutcome> outcomes = transaction.run(transactionOpen);
    transactionOpen = transaction.isLeftOpen();
    return outcomes;
  }

  /// Takes leave (RFC 5321 §4.1.1.10) and closes the connection.
  @Override
  public void close() {
    wire.begin(timeouts.total());
    try {
      if (isOpen()) {
        wire.ask("QUIT", timeouts.quit());
      }
    } catch (IOException e) {
      log.debug("event=quit-failed host={} cause={}", host(), e.toString());
    } finally {
      wire.close();
    }
  }

  /// Closes the connection at once. For any thread.
  public void abort() {
    wire.close();
  }
}
