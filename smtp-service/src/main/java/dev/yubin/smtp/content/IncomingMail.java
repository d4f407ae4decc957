package dev.yubin.smtp.content;

import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.Envelope;
import dev.yubin.mail.Ingress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailPublisher;
import dev.yubin.mail.MailPublisher.NotAcceptedException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// A mail while its octets arrive. They go to Kafka's door as they come.
public final class IncomingMail implements DataScanner.Sink {
  /// RFC 5321 §6.3: a limit of at least 100.
  private static final int MAX_RECEIVED = 100;

  private final MailPublisher.Entry entry;
  private final long maxSize;
  private final HeaderFacts header = new HeaderFacts();
  private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
  private @Nullable KafkaException failure;

  /// @param maxSize octets
  public IncomingMail(MailPublisher.Entry entry, long maxSize) {
    this.entry = entry;
    this.maxSize = maxSize;
  }

  public MailId id() {
    return entry.id();
  }

  @Override
  public void write(byte[] octets, int offset, int length) {
    if (!flaws.isEmpty() || failure != null) {
      return;
    }
    if (entry.size() + length > maxSize) {
      flawed(Flaw.TOO_LARGE);
      return;
    }
    header.look(octets, offset, length);
    if (header.received() > MAX_RECEIVED) {
      flawed(Flaw.LOOP);
      return;
    }
    try {
      entry.write(octets, offset, length);
    } catch (KafkaException e) {
      // The rest of the mail has to be read all the same, before its sender can be told.
      failure = e;
    }
  }

  @Override
  public void flawed(Flaw flaw) {
    flaws.add(flaw);
  }

  /// The flaw to refuse the mail for.
  public Optional<Flaw> flaw() {
    return flaws.stream().findFirst();
  }

  /// Whether Kafka has failed to take a part of the mail.
  public boolean hasFailed() {
    return failure != null;
  }

  /// Makes the mail accepted: durable when this returns.
  ///
  /// @param fields goes before the content
  public AcceptedMail accept(Envelope envelope, Ingress ingress, AddedFields fields)
      throws NotAcceptedException {
    return entry.accept(envelope, ingress, fields.octets(id(), envelope, ingress, header));
  }
}
