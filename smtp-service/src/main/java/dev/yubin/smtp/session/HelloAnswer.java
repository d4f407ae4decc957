package dev.yubin.smtp.session;

import dev.yubin.smtp.command.Hello;
import dev.yubin.smtp.command.SmtpReply;
import java.util.ArrayList;
import java.util.List;

/// The answer to EHLO and HELO: who we are, and what we can (RFC 5321 §4.1.1.1).
///
/// @param maxMessageSize octets
/// @param auth what logins there are
record HelloAnswer(String hostname, long maxMessageSize, AuthAnswer auth) {

  SmtpReply answer(Hello hello, SessionState state) {
    state.greetedBy(hello);
    return new SmtpReply(250, "", hello.extended() ? capabilities(state) : List.of(hostname));
  }

  private List<String> capabilities(SessionState state) {
    List<String> lines = new ArrayList<>();
    lines.add(hostname);
    // RFC 2920, RFC 1870, RFC 6152, RFC 6531, RFC 2034, RFC 3030.
    lines.add("PIPELINING");
    lines.add("SIZE " + maxMessageSize);
    lines.add("8BITMIME");
    lines.add("SMTPUTF8");
    lines.add("ENHANCEDSTATUSCODES");
    lines.add("CHUNKING");
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
