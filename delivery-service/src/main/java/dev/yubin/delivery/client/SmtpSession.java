package dev.yubin.delivery.client;

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

  /// RFC 5321 §4.5.3.1.8: every host takes so many recipients.
  private static final int MAX_RECIPIENTS = 100;

  private final String host;
  private final Wire wire;
  private final Capabilities offered;
  private final Optional<Encryption> encryption;
  private final ClientTimeouts timeouts;
  private boolean transactionOpen;

  SmtpSession(
      String host,
      Wire wire,
      Capabilities offered,
      Optional<Encryption> encryption,
      ClientTimeouts timeouts) {
    this.host = host;
    this.wire = wire;
    this.offered = offered;
    this.encryption = encryption;
    this.timeouts = timeouts;
  }

  public String host() {
    return host;
  }

  /// Empty when the session is in the clear.
  public Optional<Encryption> encryption() {
    return encryption;
  }

  /// Whether another mail can be sent.
  public boolean isOpen() {
    return wire.isOpen();
  }

  /// Hands a mail over. Every recipient has an outcome, whatever happens to the connection.
  public List<RecipientOutcome> send(Outgoing mail) {
    Optional<Diagnosis> obstacle =
        new Fitness(host, offered, encryption.filter(Encryption::verified).isPresent())
            .obstacle(mail, Instant.now());
    if (obstacle.isPresent()) {
      return mail.forwardPaths().stream()
          .map(path -> RecipientOutcome.refused(path, obstacle.get()))
          .toList();
    }
    List<RecipientOutcome> outcomes = new ArrayList<>();
    List<Recipient> all = mail.recipients();
    for (int from = 0; from < all.size(); from += MAX_RECIPIENTS) {
      List<Recipient> some = all.subList(from, Math.min(all.size(), from + MAX_RECIPIENTS));
      outcomes.addAll(transaction(mail.to(some)));
    }
    return outcomes;
  }

  private List<RecipientOutcome> transaction(Outgoing mail) {
    Transaction transaction = new Transaction(host, wire, offered, timeouts, mail);
    List<RecipientOutcome> outcomes = transaction.run(transactionOpen);
    transactionOpen = transaction.isLeftOpen();
    return outcomes;
  }

  /// Takes leave (RFC 5321 §4.1.1.10) and closes the connection.
  @Override
  public void close() {
    try {
      if (isOpen()) {
        wire.ask("QUIT", timeouts.quit());
      }
    } catch (IOException e) {
      log.debug("event=quit-failed host={} cause={}", host, e.toString());
    } finally {
      wire.close();
    }
  }

  /// Closes the connection at once. For any thread.
  public void abort() {
    wire.close();
  }
}
