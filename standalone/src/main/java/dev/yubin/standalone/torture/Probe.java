package dev.yubin.standalone.torture;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says when mail goes through again: from SMTP into a mailbox, as IMAP shows it.
///
/// @param history gets the probes too: they are mails like any other
record Probe(History history, AtomicInteger count) {
  private static final Logger log = LoggerFactory.getLogger(Probe.class);
  private static final int SIZE = 500;
  private static final Duration VISIBLE = Duration.ofSeconds(15);

  Probe(History history) {
    this(history, new AtomicInteger());
  }

  /// Sends mails until one is seen.
  ///
  /// @return whether one was, before the deadline
  boolean seenThrough(int smtpPort, int imapPort, Instant deadline) throws InterruptedException {
    while (Instant.now().isBefore(deadline)) {
      int number = count.incrementAndGet();
      Mail mail = new Mail("probe-" + number, "s0", List.of(Accounts.PROBE), SIZE, number);
      Sent sent = new Post(smtpPort, new SplittableRandom(number)).send(mail, MailPlan.Way.PLAIN);
      history.add(sent);
      if (sent.outcome() == Sent.Outcome.ACCEPTED && isSeen(mail, imapPort, deadline)) {
        return true;
      }
      Thread.sleep(100);
    }
    return false;
  }

  private static boolean isSeen(Mail mail, int imapPort, Instant deadline)
      throws InterruptedException {
    Instant until = Instant.now().plus(VISIBLE);
    while (Instant.now().isBefore(until) && Instant.now().isBefore(deadline)) {
      try (ImapClient imap = new ImapClient(imapPort, Accounts.PROBE, Accounts.PASSWORD)) {
        imap.command("SELECT INBOX");
        while (Instant.now().isBefore(until)) {
          String found = imap.command("UID SEARCH SUBJECT " + mail.id()).getFirst().text();
          if (found.matches("\\* SEARCH \\d.*")) {
            return true;
          }
          Thread.sleep(50);
        }
      } catch (IOException e) {
        log.debug("event=probe-waits reason={}", e.toString());
        Thread.sleep(100);
      }
    }
    return false;
  }
}
