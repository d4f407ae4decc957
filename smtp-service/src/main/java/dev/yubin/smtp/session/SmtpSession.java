package dev.yubin.smtp.session;

import dev.yubin.server.Line;
import dev.yubin.server.tls.ClientCertificate;
import dev.yubin.server.tls.TlsFacts;
import dev.yubin.smtp.command.Auth;
import dev.yubin.smtp.command.Bdat;
import dev.yubin.smtp.command.CommandParser;
import dev.yubin.smtp.command.Data;
import dev.yubin.smtp.command.Expn;
import dev.yubin.smtp.command.Foreign;
import dev.yubin.smtp.command.Hello;
import dev.yubin.smtp.command.Help;
import dev.yubin.smtp.command.MailFrom;
import dev.yubin.smtp.command.Noop;
import dev.yubin.smtp.command.Quit;
import dev.yubin.smtp.command.RcptTo;
import dev.yubin.smtp.command.Rejected;
import dev.yubin.smtp.command.Rset;
import dev.yubin.smtp.command.SmtpCommand;
import dev.yubin.smtp.command.SmtpReply;
import dev.yubin.smtp.command.StartTls;
import dev.yubin.smtp.command.Vrfy;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's session: a loop over commands, each answered before the next is read
/// (RFC 5321 §3.1). Runs on the connection's thread.
final class SmtpSession {
  private static final Logger log = LoggerFactory.getLogger(SmtpSession.class);
  private static final SmtpReply MALFORMED =
      SmtpReply.of(500, "5.5.2", "Bare CR, bare LF or NUL in a command");

  private final SessionState state;
  private final Answers answers;
  private final Progress progress;
  private final int maxErrors;
  private int errors;

  /// @param maxErrors after so many permanent refusals the session is ended
  SmtpSession(SessionState state, Answers answers, Progress progress, int maxErrors) {
    this.state = state;
    this.answers = answers;
    this.progress = progress;
    this.maxErrors = maxErrors;
  }

  void run() throws IOException {
    state.say(answers.greeting().answer(state));
    try {
      while (!state.isOver()) {
        answerNext();
      }
    } catch (SocketTimeoutException e) {
      // Within a mail; between commands the connection says so itself. RFC 5321 §4.5.3.2.
      state.say(SmtpReply.of(421, "4.4.2", answers.hello().hostname() + " Timeout"));
    } finally {
      state.endTransaction();
    }
  }

  private void answerNext() throws IOException {
    boolean interruptible = state.transaction().isEmpty();
    switch (state.connection().awaitLine(CommandParser.MAX_LINE, interruptible)) {
      case Line.Text line -> answer(CommandParser.parse(line.octets(), Instant.now()));
      case Line.TooLong tooLong -> reply(CommandParser.TOO_LONG);
      case Line.Malformed malformed -> reply(MALFORMED);
      case Line.End end -> state.end();
    }
  }

  private void answer(SmtpCommand command) throws IOException {
    if (!progress.allows(command)) {
      end("event=too-many-idle-commands", "Too many commands without a mail");
      return;
    }
    if (state.isTurnedAway() && !(command instanceof Quit)) {
      // RFC 5321 §3.1: after 554 the server waits for QUIT.
      reply(SmtpReply.of(503, "5.5.1", "You were turned away, QUIT"));
      return;
    }
    switch (command) {
      case Hello hello -> reply(answers.hello().answer(hello, state));
      case StartTls startTls -> startTls();
      case Auth auth -> reply(answers.auth().answer(auth, state));
      case MailFrom mail -> reply(answers.mail().answer(mail, state));
      case RcptTo rcpt -> reply(answers.rcpt().answer(rcpt, state));
      case Data data -> replyOfMail(answers.data().answer(state), true);
      case Bdat bdat -> replyOfMail(answers.bdat().answer(bdat, state), bdat.last());
      case Rset rset -> reply(rset());
      case Noop noop -> reply(SmtpReply.of(250, "2.0.0", "OK"));
      // RFC 5321 §7.3: who exists is told to those who write to them.
      case Vrfy vrfy -> reply(SmtpReply.of(252, "2.0.0", "Not verified; send mail and see"));
      case Expn expn -> reply(SmtpReply.of(502, "5.5.1", "Lists are not expanded"));
      case Help help -> reply(SmtpReply.of(214, "2.0.0", "See RFC 5321"));
      case Quit quit -> quit();
      case Foreign foreign -> foreign();
      case Rejected rejected -> reply(rejected.reply());
    }
  }

  /// RFC 5321 §4.1.1.5.
  private SmtpReply rset() {
    state.endTransaction();
    return SmtpReply.of(250, "2.0.0", "OK");
  }

  /// RFC 5321 §4.1.1.10.
  private void quit() throws IOException {
    state.end();
    reply(SmtpReply.of(221, "2.0.0", answers.hello().hostname() + " closing"));
  }

  private void foreign() throws IOException {
    end("event=another-protocol", "This is no web server, closing");
  }

  /// RFC 3207 §4.
  private void startTls() throws IOException {
    if (state.isEncrypted()) {
      reply(SmtpReply.of(503, "5.5.1", "TLS is active already"));
      return;
    }
    state.say(SmtpReply.of(220, "2.0.0", "Ready to start TLS"));
    tell(state.connection().startTls());
    state.forgetAll();
  }

  private void replyOfMail(SmtpReply reply, boolean whole) throws IOException {
    if (whole && !reply.isFailure()) {
      progress.mailAccepted();
    }
    reply(reply);
  }

  private void tell(TlsFacts tls) {
    log.info(
        "event=tls-started connection={} client={} version={} cipher={} server-name={}"
            + " client-subject=\"{}\" client-fingerprint={}",
        state.connection().id(),
        state.clientAddress(),
        tls.version(),
        tls.cipherSuite(),
        tls.serverName().orElse("-"),
        tls.client().map(ClientCertificate::subject).orElse(""),
        tls.client().map(ClientCertificate::fingerprint).orElse("-"));
  }

  private void reply(SmtpReply reply) throws IOException {
    if (reply.isPermanentFailure() && ++errors >= maxErrors) {
      end("event=too-many-errors last=" + reply.code(), "Too many errors");
      return;
    }
    state.say(reply);
  }

  private void end(String event, String text) throws IOException {
    log.info("{} connection={} client={}", event, state.connection().id(), state.clientAddress());
    state.end();
    state.say(SmtpReply.of(421, "4.7.0", answers.hello().hostname() + " " + text));
  }
}
