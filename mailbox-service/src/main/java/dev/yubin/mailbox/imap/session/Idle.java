package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.server.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// IDLE (RFC 2177). The session's thread waits for DONE with the lock given up; news are told by
/// the thread that [MailboxChanges] wakes.
final class Idle {
  private static final Logger log = LoggerFactory.getLogger(Idle.class);
  private static final int MAX_DONE = 64;

  private final ImapSession session;
  private boolean ended;

  private Idle(ImapSession session) {
    this.session = session;
  }

  static Completion run(ImapSession session, Response out) throws IOException {
    out.text("+ idling").line();
    out.send();
    SelectedMailbox mailbox = session.selected();
    Idle idle = new Idle(session);
    if (mailbox == null) {
      return idle.awaitDone();
    }
    MailboxChanges changes = session.services().changes();
    try (var subscription = changes.subscribe(mailbox.key(), () -> idle.push(mailbox))) {
      // What came between the last command and the subscription.
      subscription.wake();
      return idle.awaitDone();
    }
  }

  private Completion awaitDone() throws IOException {
    session.lock().unlock();
    Line line;
    try {
      line = session.connection().awaitLine(MAX_DONE, true);
    } finally {
      session.lock().lock();
      ended = true;
    }
    if (line instanceof Line.End) {
      session.end();
    }
    boolean done = line instanceof Line.Text text && text.text().equalsIgnoreCase("DONE");
    return done ? Completion.ok("IDLE completed") : Completion.bad("DONE expected");
  }

  private void push(SelectedMailbox mailbox) {
    session.lock().lock();
    try {
      if (!ended) {
        Response out = session.response();
        session.follow(mailbox, out, true);
        out.send();
        session.connection().out().flush();
        if (session.isOver()) {
          session.connection().abort();
        }
      }
    } catch (DataAccessException e) {
      // The next notice or check makes it good.
      log.warn("event=push-failed connection={} cause={}", session.connection().id(), e.toString());
    } catch (IOException | UncheckedIOException e) {
      session.connection().abort();
    } finally {
      session.lock().unlock();
    }
  }
}
