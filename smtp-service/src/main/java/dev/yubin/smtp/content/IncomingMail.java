package dev.yubin.smtp.content;

import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.Envelope;
import dev.yubin.mail.Ingress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailPublisher;
import dev.yubin.mail.MailPublisher.NotAcceptedException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// A mail while its octets arrive. They go to Kafka's door as they come. Closed, it holds nothing
/// any more.
public final class IncomingMail implements DataScanner.Sink, AutoCloseable {
  /// RFC 5321 §6.3: a limit of at least 100.
  private static final int MAX_RECEIVED = 100;

  private static final byte[] CRLF = {'\r', '\n'};

  private final MailPublisher.Entry entry;
  private final ArrivalMemory.Share memory;
  private final long maxSize;
  private final UnaryOperator<MailHeader> edit;
  private final Examination examination;
  private final HeaderCollector collector = new HeaderCollector();
  private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
  private Optional<MailHeader> header = Optional.empty();
  private long size;
  private @Nullable KafkaException failure;

  /// @param maxSize octets
  /// @param edit makes of the header received the one that is kept
  public IncomingMail(
      MailPublisher.Entry entry,
      ArrivalMemory.Share memory,
      long maxSize,
      UnaryOperator<MailHeader> edit,
      Examination examination) {
    this.entry = entry;
    this.memory = memory;
    this.maxSize = maxSize;
    this.edit = edit;
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
    if (!memory.covers(size)) {
      flawed(Flaw.NO_MEMORY);
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
    MailHeader kept = edit.apply(complete);
    examination.header(complete, kept);
    kept.fields().forEach(field -> store(field.octets(), 0, field.octets().length));
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

  /// The rest of the mail still has to be read, and is not kept.
  @Override
  public void flawed(Flaw flaw) {
    flaws.add(flaw);
    close();
  }

  @Override
  public void close() {
    entry.close();
    memory.release();
  }

  /// The flaw to refuse the mail for.
  public Optional<Flaw> flaw() {
    return flaws.stream().findFirst();
  }

  /// Whether Kafka has failed to take a part of the mail.
  public boolean hasFailed() {
    return failure != null;
  }

  /// What the examination has come to. The whole mail was written, and has no flaw.
  public Judgement judge() {
    return examination.judge();
  }

  /// Makes the mail accepted: durable when this returns.
  ///
  /// @param added goes before the header, below the trace field
  public AcceptedMail accept(
      Envelope envelope, Ingress ingress, TraceField trace, List<HeaderField> added)
      throws NotAcceptedException {
    ByteArrayOutputStream top = new ByteArrayOutputStream();
    // RFC 8601 §4.1, RFC 6376 §5.6: what is added stands above what it speaks of.
    top.writeBytes(trace.of(id(), envelope, ingress).octets());
    added.forEach(field -> top.writeBytes(field.octets()));
    return entry.accept(envelope, ingress, top.toByteArray());
  }
}
