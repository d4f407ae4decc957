package dev.yubin.standalone.torture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.yubin.standalone.torture.Sent.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Sends one mail over SMTP and says what it was told.
///
/// @param port of an smtp-service
/// @param random for the size of chunks and where to leave
record Post(int port, SplittableRandom random) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  Sent send(Mail mail, MailPlan.Way way) {
    Conversation conversation = new Conversation(mail);
    try (Wire wire = new Wire(port, PATIENCE)) {
      conversation.hold(wire, way);
    } catch (IOException e) {
      conversation.reply = e.toString();
    }
    return new Sent(
        mail,
        List.copyOf(conversation.taken),
        conversation.outcome,
        conversation.reply,
        Instant.now());
  }

  /// What is known at each moment of it, should it break off.
  private final class Conversation {
    private final Mail mail;
    private final List<String> taken = new ArrayList<>();
    private Outcome outcome = Outcome.NOT_ACCEPTED;
    private String reply = "";

    Conversation(Mail mail) {
      this.mail = mail;
    }

    void hold(Wire wire, MailPlan.Way way) throws IOException {
      if (!replied(wire, "220") || !asked(wire, "EHLO client.test", "250")) {
        return;
      }
      if (way == MailPlan.Way.PLAIN || way == MailPlan.Way.CUT) {
        envelopeByTurns(wire);
      } else {
        envelopeAtOnce(wire);
      }
      if (taken.isEmpty()) {
        return;
      }
      if (way == MailPlan.Way.CHUNKED) {
        chunks(wire);
      } else {
        data(wire, way == MailPlan.Way.CUT);
      }
      if (outcome == Outcome.ACCEPTED) {
        wire.send("QUIT");
      }
    }

    private void envelopeByTurns(Wire wire) throws IOException {
      if (asked(wire, "MAIL FROM:<" + mail.reversePath() + ">", "250")) {
        for (String recipient : mail.recipients()) {
          if (asked(wire, "RCPT TO:<" + recipient + ">", "250")) {
            taken.add(recipient);
          }
        }
      }
    }

    /// RFC 2920 §3.1.
    private void envelopeAtOnce(Wire wire) throws IOException {
      wire.write(("MAIL FROM:<" + mail.reversePath() + ">\r\n").getBytes(ISO_8859_1));
      for (String recipient : mail.recipients()) {
        wire.write(("RCPT TO:<" + recipient + ">\r\n").getBytes(ISO_8859_1));
      }
      wire.flush();
      boolean begun = replied(wire, "250");
      for (String recipient : mail.recipients()) {
        if (replied(wire, "250") && begun) {
          taken.add(recipient);
        }
      }
    }

    private void data(Wire wire, boolean leaves) throws IOException {
      if (!asked(wire, "DATA", "354")) {
        return;
      }
      byte[] content = stuffed(mail.octets());
      if (leaves) {
        wire.write(content, 0, random.nextInt(content.length));
        wire.flush();
        reply = "left within the content";
        return;
      }
      wire.write(content);
      wire.write(".\r\n".getBytes(ISO_8859_1));
      end(wire);
    }

    /// RFC 3030 §2.
    private void chunks(Wire wire) throws IOException {
      byte[] content = mail.octets();
      int from = 0;
      while (from < content.length) {
        int size = Math.min(content.length - from, random.nextInt(1, 300_000));
        boolean last = from + size == content.length;
        wire.write(("BDAT " + size + (last ? " LAST\r\n" : "\r\n")).getBytes(ISO_8859_1));
        wire.write(content, from, size);
        from += size;
        if (last) {
          end(wire);
        } else {
          wire.flush();
          if (!replied(wire, "250")) {
            return;
          }
        }
      }
    }

    private void end(Wire wire) throws IOException {
      outcome = Outcome.UNKNOWN;
      wire.flush();
      if (replied(wire, "250")) {
        outcome = Outcome.ACCEPTED;
      } else if (reply.startsWith("5")) {
        outcome = Outcome.NOT_ACCEPTED;
      }
    }

    private boolean asked(Wire wire, String command, String expected) throws IOException {
      wire.send(command);
      return replied(wire, expected);
    }

    private boolean replied(Wire wire, String expected) throws IOException {
      do {
        reply = wire.line();
      } while (reply.length() > 3 && reply.charAt(3) == '-');
      return reply.startsWith(expected);
    }
  }

  /// RFC 5321 §4.5.2.
  private static byte[] stuffed(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 1024);
    byte before = '\n';
    for (byte octet : content) {
      if (octet == '.' && before == '\n') {
        out.write('.');
      }
      out.write(octet);
      before = octet;
    }
    return out.toByteArray();
  }
}
