package dev.yubin.smtp.session;

import dev.yubin.smtp.command.Hello;
import dev.yubin.smtp.command.Hello.Verb;
import dev.yubin.smtp.command.SmtpReply;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// The answer to EHLO, HELO and LHLO: who we are, and what we can (RFC 5321 §4.1.1.1).
///
/// @param maxMessageSize octets
/// @param maxRecipients RCPTs of a transaction
/// @param maxHold how long a submission may ask to be held
/// @param auth what logins there are
record HelloAnswer(
    String hostname, long maxMessageSize, int maxRecipients, Duration maxHold, AuthAnswer auth) {

  SmtpReply answer(Hello hello, SessionState state) {
    boolean lmtp = state.role() == Role.LMTP;
    if (lmtp != (hello.verb() == Verb.LHLO)) {
      // RFC 2033 §4.1.
      String text = lmtp ? "This is LMTP, say LHLO" : "This is SMTP, say EHLO";
      return SmtpReply.of(500, "5.5.1", text);
    }
    state.greetedBy(hello);
    return new SmtpReply(
        250, "", hello.verb() == Verb.HELO ? List.of(hostname) : capabilities(state));
  }

  private List<String> capabilities(SessionState state) {
    List<String> lines = new ArrayList<>();
    lines.add(hostname);
    // RFC 2920, RFC 1870, RFC 6152, RFC 6531, RFC 2034, RFC 3030, RFC 3461, RFC 2852, RFC 6710.
    lines.add("PIPELINING");
    lines.add("SIZE " + maxMessageSize);
    lines.add("8BITMIME");
    lines.add("SMTPUTF8");
    lines.add("ENHANCEDSTATUSCODES");
    lines.add("CHUNKING");
    lines.add("BINARYMIME");
    lines.add("DSN");
    lines.add("DELIVERBY");
    lines.add("MT-PRIORITY");
    // RFC 9422 §3; nothing else is limited by number.
    lines.add("LIMITS RCPTMAX=" + maxRecipients);
    if (state.isEncrypted()) {
      // RFC 8689 §2: under TLS alone.
      lines.add("REQUIRETLS");
    }
    if (state.mayAskForHold()) {
      // RFC 4865 §3: the longest interval in seconds, and where it ends now.
      Instant latest = Instant.now().plus(maxHold).truncatedTo(ChronoUnit.SECONDS);
      lines.add("FUTURERELEASE " + maxHold.toSeconds() + " " + latest);
    }
    if (!state.isEncrypted()) {
      // RFC 3207 §4.2: not again under TLS.
      lines.add("STARTTLS");
    } else if (state.role() == Role.SUBMISSION) {
      // RFC 4954 §3; RFC 8314 §3.3: no password goes in the clear.
      lines.add(auth.capability(state));
    }
    return lines;
  }
}
