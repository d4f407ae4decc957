package dev.yubin.delivery.client;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Recipient;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One mail transaction (RFC 5321 §3.3): MAIL, RCPT, DATA and the mail, or BDAT with it. For one
/// thread, used once.
final class Transaction {
  private final Peer peer;
  private final Wire wire;
  private final ClientTimeouts timeouts;
  private final Outgoing mail;
  private final EnvelopeCommands commands;
  private final Map<EmailAddress, RecipientOutcome> outcomes = new HashMap<>();
  private final List<EmailAddress> accepted = new ArrayList<>();
  private String step = "RSET";
  private boolean handedOver;
  private boolean leftOpen;

  Transaction(Peer peer, Wire wire, ClientTimeouts timeouts, Outgoing mail) {
    this.peer = peer;
    this.wire = wire;
    this.timeouts = timeouts;
    this.mail = mail;
    this.commands = new EnvelopeCommands(mail, peer.offered(), Instant.now());
  }

  /// @param reset whether the one before was left open
  List<RecipientOutcome> run(boolean reset) {
    try {
      if (reset) {
        wire.ask("RSET", timeouts.command());
      }
      if (peer.offered().has("PIPELINING") ? envelopeAtOnce() : envelopeByStep()) {
        content();
      }
    } catch (IOException e) {
      lost(e);
    } catch (RuntimeException e) {
      // Our own side failed, perhaps amid the mail: what the host has so far must not be taken for
      // all of it.
      wire.close();
      throw e;
    }
    return mail.forwardPaths().stream().map(this::outcome).toList();
  }

  /// Whether the host still holds an envelope of ours.
  boolean isLeftOpen() {
    return leftOpen;
  }

  private RecipientOutcome outcome(EmailAddress recipient) {
    return Objects.requireNonNull(outcomes.get(recipient));
  }

  /// RFC 2920 §3.1: MAIL, the RCPTs and DATA as one group, answered as one.
  ///
  /// @return whether the host waits for the mail
  private boolean envelopeAtOnce() throws IOException {
    step = "MAIL";
    wire.write(commands.mailFrom());
    mail.recipients().forEach(recipient -> wire.write(commands.rcptTo(recipient)));
    if (!mail.isBinary()) {
      wire.write("DATA");
    }
    Reply toMail = wire.read(timeouts.command());
    leftOpen = toMail.isPositive();
    step = "RCPT";
    for (EmailAddress recipient : mail.forwardPaths()) {
      Reply toRcpt = wire.read(timeouts.command());
      take(recipient, toMail.isPositive() ? toRcpt : toMail);
    }
    if (mail.isBinary()) {
      return !accepted.isEmpty();
    }
    step = "DATA";
    Reply toData = wire.read(timeouts.dataStart());
    if (toData.wantsContent() && accepted.isEmpty()) {
      giveNothing();
      return false;
    }
    return wantsContent(toData);
  }

  /// RFC 2920 §3.1: a host that asks for a mail to nobody is given an empty one.
  private void giveNothing() throws IOException {
    if (peer.answersEach()) {
      // RFC 2033 §4.2 has no answer to nobody to wait for.
      wire.close();
    } else {
      wire.ask(".", timeouts.dataEnd());
    }
    leftOpen = false;
  }

  private boolean envelopeByStep() throws IOException {
    step = "MAIL";
    Reply toMail = wire.ask(commands.mailFrom(), timeouts.command());
    if (!toMail.isPositive()) {
      mail.forwardPaths().forEach(recipient -> take(recipient, toMail));
      return false;
    }
    leftOpen = true;
    step = "RCPT";
    for (Recipient recipient : mail.recipients()) {
      take(recipient.forwardPath(), wire.ask(commands.rcptTo(recipient), timeouts.command()));
    }
    if (accepted.isEmpty()) {
      return false;
    }
    if (mail.isBinary()) {
      return true;
    }
    step = "DATA";
    return wantsContent(wire.ask("DATA", timeouts.dataStart()));
  }

  private void take(EmailAddress recipient, Reply reply) {
    if (reply.isPositive()) {
      accepted.add(recipient);
    } else {
      refuse(recipient, reply);
    }
  }

  private void refuse(EmailAddress recipient, Reply reply) {
    Diagnosis diagnosis = Diagnosis.of(peer.name(), reply);
    // A yes where only a no or 354 can stand is not a yes.
    outcomes.put(
        recipient,
        reply.isPositive()
            ? new RecipientOutcome.Deferred(recipient, diagnosis.withStatus("4.5.0"), false)
            : RecipientOutcome.refused(recipient, diagnosis));
  }

  private boolean wantsContent(Reply toData) {
    if (!toData.wantsContent()) {
      accepted.forEach(recipient -> refuse(recipient, toData));
    }
    return toData.wantsContent();
  }

  private void content() throws IOException {
    step = "the mail";
    Reply reply = handOver();
    // RFC 3030 §4.2: after a chunk that was refused, RSET alone is sure to end the transaction.
    leftOpen = mail.isBinary() && !reply.isPositive();
    for (int i = 0; i < accepted.size(); i++) {
      if (i > 0 && peer.answersEach()) {
        // RFC 2033 §4.2: one for each recipient, in the order of RCPT.
        reply = wire.read(timeouts.dataEnd());
      }
      settle(accepted.get(i), reply);
    }
  }

  private void settle(EmailAddress recipient, Reply reply) {
    if (!reply.isPositive()) {
      refuse(recipient, reply);
      return;
    }
    Capabilities offered = peer.offered();
    outcomes.put(
        recipient,
        new RecipientOutcome.Relayed(
            recipient,
            Diagnosis.of(peer.name(), reply),
            offered.has("DSN"),
            offered.has("DELIVERBY")));
  }

  private Reply handOver() throws IOException {
    try (InputStream octets = mail.content().open()) {
      if (mail.isBinary()) {
        wire.writeChunk(octets, mail.size(), timeouts.dataBlock());
      } else {
        wire.writeContent(octets, timeouts.dataBlock());
      }
    } catch (IOException e) {
      return refusedMidway(e);
    }
    step = "the reply to the mail";
    handedOver = true;
    return wire.read(timeouts.dataEnd());
  }

  /// A host that closes before it has taken the whole mail may have said why.
  private Reply refusedMidway(IOException end) throws IOException {
    try {
      Reply reply = wire.read(timeouts.quit());
      wire.close();
      if (!reply.isPositive()) {
        return reply;
      }
    } catch (IOException e) {
      end.addSuppressed(e);
    }
    throw end;
  }

  /// RFC 5321 §4.2.5: a connection that ends without an answer has not taken the mail over.
  private void lost(IOException cause) {
    wire.close();
    Diagnosis diagnosis = Failures.lost(peer.name(), step, cause, wire.farewell());
    for (EmailAddress recipient : mail.forwardPaths()) {
      outcomes.putIfAbsent(
          recipient, new RecipientOutcome.Deferred(recipient, diagnosis, handedOver));
    }
  }
}
