package dev.yubin.smtp.content;

import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.Envelope;
import dev.yubin.mail.Ingress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailPublisher;
import dev.yubin.mail.MailPublisher.NotAcceptedException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// A mail while its octets arrive. They go to Kafka's door as they come.
public final class IncomingMail implements DataScanner.Sink {
  /// RFC 5321 §6.3: a limit of at least 100.
  private static final int MAX_RECEIVED = 100;

  private static final byte[] CRLF = {'\r', '\n'};

  private final MailPublisher.Entry entry;
  private final long maxSize;
  private final Predicate<HeaderField> unwanted;
  private final Examination examination;
  private final HeaderCollector collector = new HeaderCollector();
  private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
  private Optional<MailHeader> header = Optional.empty();
  private long size;
  private @Nullable KafkaException failure;

  /// @param maxSize octets
  /// @param unwanted the header fields that are not kept
  public IncomingMail(
      MailPublisher.Entry entry,
      long maxSize,
      Predicate<HeaderField> unwanted,
      Examination examination) {
    this.entry = entry;
    this.maxSize = maxSize;
    this.unwanted = unwanted;
    this.examination = examination;
  }

  public MailId id() {
    return entry.id();
  }

  @Override
  public void write(byte[] octets, int offset, int length) {
    if (!flaws.isEmpty() || failure != null) {
      return;
    }
    size += length;
    if (size > maxSize) {
      flawed(Flaw.TOO_LARGE);
      return;
    }
    int taken = header.isPresent() ? 0 : collect(octets, offset, length);
    if (taken < length && flaws.isEmpty()) {
      examination.body(octets, offset + taken, length - taken);
      store(octets, offset + taken, length - taken);
    }
  }

  private int collect(byte[] octets, int offset, int length) {
    int taken = collector.take(octets, offset, length);
    if (collector.isTooLarge()) {
      flawed(Flaw.LARGE_HEADER);
    } else if (collector.isComplete()) {
      endHeader();
    }
    return taken;
  }

  private void endHeader() {
    MailHeader complete = collector.header();
    header = Optional.of(complete);
    if (complete.count("Received") > MAX_RECEIVED) {
      flawed(Flaw.LOOP);
      return;
    }
    examination.header(complete);
    complete.fields().stream()
        .filter(unwanted.negate())
        .forEach(field -> store(field.octets(), 0, field.octets().length));
    byte[] remainder = collector.remainder();
    if (!Arrays.equals(remainder, CRLF)) {
      examination.body(remainder, 0, remainder.length);
    }
    store(remainder, 0, remainder.length);
  }

  private void store(byte[] octets, int offset, int length) {
    if (failure != null) {
      return;
    }
    try {
      entry.write(octets, offset, length);
    } catch (KafkaException e) {
      // The rest of the mail has to be read all the same, before its sender can be told.
      failure = e;
    }
  }

  /// All octets were written.
  public void end() {
    if (header.isEmpty() && flaws.isEmpty()) {
      collector.end();
      endHeader();
    }
  }

  /// As received; of no fields when the mail was refused before it was complete.
  public MailHeader header() {
    return header.orElse(new MailHeader(List.of()));
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
    return entry.accept(envelope, ingress, fields.octets(id(), envelope, ingress, header()));
  }
}
