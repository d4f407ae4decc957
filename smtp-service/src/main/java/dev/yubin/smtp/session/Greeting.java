package dev.yubin.smtp.session;

import dev.yubin.server.OctetReader;
import dev.yubin.smtp.command.SmtpReply;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answer to a new connection (RFC 5321 §3.1).
///
/// @param delay how long a client from outside is listened to before
record Greeting(String hostname, Duration delay) {
  private static final Logger log = LoggerFactory.getLogger(Greeting.class);

  SmtpReply answer(SessionState state) throws IOException {
    if (!speaksTooEarly(state)) {
      String protocol = state.role() == Role.LMTP ? " LMTP Yubin" : " ESMTP Yubin";
      return SmtpReply.of(220, "", hostname + protocol);
    }
    log.info(
        "event=spoke-before-greeting connection={} client={}",
        state.connection().id(),
        state.clientAddress());
    state.turnAway();
    return SmtpReply.of(554, "5.5.1", hostname + " You spoke before you were greeted");
  }

  private boolean speaksTooEarly(SessionState state) throws IOException {
    if (delay.isZero() || state.role() != Role.MX || state.isTrusted()) {
      return false;
    }
    OctetReader in = state.connection().in();
    try {
      return in.within(delay, in::fill);
    } catch (SocketTimeoutException e) {
      // It waits, as it should.
      return false;
    }
  }
}
