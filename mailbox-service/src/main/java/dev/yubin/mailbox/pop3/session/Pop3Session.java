package dev.yubin.mailbox.pop3.session;

import dev.yubin.mailbox.pop3.command.Auth;
import dev.yubin.mailbox.pop3.command.Capa;
import dev.yubin.mailbox.pop3.command.CommandParser;
import dev.yubin.mailbox.pop3.command.Dele;
import dev.yubin.mailbox.pop3.command.Lang;
import dev.yubin.mailbox.pop3.command.Noop;
import dev.yubin.mailbox.pop3.command.Pass;
import dev.yubin.mailbox.pop3.command.Pop3Command;
import dev.yubin.mailbox.pop3.command.Pop3Reply;
import dev.yubin.mailbox.pop3.command.Quit;
import dev.yubin.mailbox.pop3.command.Rejected;
import dev.yubin.mailbox.pop3.command.Retr;
import dev.yubin.mailbox.pop3.command.Rset;
import dev.yubin.mailbox.pop3.command.ScanListing;
import dev.yubin.mailbox.pop3.command.Stat;
import dev.yubin.mailbox.pop3.command.Stls;
import dev.yubin.mailbox.pop3.command.Top;
import dev.yubin.mailbox.pop3.command.Uidl;
import dev.yubin.mailbox.pop3.command.User;
import dev.yubin.mailbox.pop3.command.Utf8;
import dev.yubin.server.Connection;
import dev.yubin.server.Line;
import java.io.IOException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// One client's session: a loop over commands, each answered before the next is read. Runs on the
/// connection's thread. Nothing is half done between two commands, so a session may be ended there
/// at any time: marks for deletion are then forgotten, as RFC 1939 §6 demands.
final class Pop3Session {
  private static final Logger log = LoggerFactory.getLogger(Pop3Session.class);

  /// Commands that a session may get wrong before it is ended.
  private static final int MAX_ERRORS = 20;

  private static final Pop3Reply.Err MALFORMED =
      new Pop3Reply.Err("Bare CR, bare LF or NUL in a command");
  private static final Pop3Reply.Err LOG_IN_FIRST = new Pop3Reply.Err("Log in first");
  private static final Pop3Reply.Err DATABASE_FAILED =
      new Pop3Reply.Err("[SYS/TEMP] The mail cannot be read now, try again later");

  private final Connection connection;
  private final String hostname;
  private final Login login;
  private final Maildrops maildrops;
  private int errors;
  private boolean over;

  Pop3Session(Connection connection, Pop3Protocol protocol) {
    this.connection = connection;
    this.hostname = protocol.hostname();
    this.maildrops = protocol.maildrops();
    this.login =
        new Login(connection, protocol.logins().from(connection.clientAddress()), maildrops);
  }

  void run() throws IOException {
    reply(new Pop3Reply.Ok(hostname + " POP3 ready"));
    while (!over) {
      switch (connection.awaitLine(CommandParser.MAX_LINE, true)) {
        case Line.Text line -> answer(CommandParser.parse(line.octets()));
        case Line.TooLong tooLong -> reply(CommandParser.TOO_LONG);
        case Line.Malformed malformed -> reply(MALFORMED);
        case Line.End end -> over = true;
      }
    }
  }

  private void answer(Pop3Command command) throws IOException {
    try {
      dispatch(command);
    } catch (DataAccessException | TransactionException e) {
      log.warn("event=pop3-command-failed connection={} cause={}", connection.id(), e.toString());
      reply(DATABASE_FAILED);
    }
    over |= command instanceof Quit || login.isGivenUp();
  }

  private void dispatch(Pop3Command command) throws IOException {
    switch (command) {
      case User user -> reply(login.user(user));
      case Pass pass -> reply(login.pass(pass));
      case Auth auth -> reply(login.auth(auth));
      case Stls stls -> startTls();
      case Utf8 utf8 -> reply(login.utf8());
      case Lang lang -> reply(Languages.answer(lang));
      case Capa capa -> reply(Capabilities.of(connection.tls().isPresent(), login.offered()));
      case Stat stat -> reply(loggedIn(Transaction::stat));
      case ScanListing list -> reply(loggedIn(t -> t.list(list)));
      case Uidl uidl -> reply(loggedIn(t -> t.uidl(uidl)));
      case Retr retr -> reply(loggedIn(t -> t.retr(retr)));
      case Top top -> reply(loggedIn(t -> t.top(top)));
      case Dele dele -> reply(loggedIn(t -> t.dele(dele)));
      case Rset rset -> reply(loggedIn(Transaction::rset));
      case Noop noop -> reply(loggedIn(t -> new Pop3Reply.Ok("")));
      case Quit quit ->
          reply(login.transaction().map(Transaction::update).orElse(new Pop3Reply.Ok("Bye")));
      case Rejected rejected -> reply(rejected.reply());
    }
  }

  private Pop3Reply loggedIn(Function<Transaction, Pop3Reply> answer) {
    return login.transaction().map(answer).orElse(LOG_IN_FIRST);
  }

  /// RFC 2595 §4: once, and before the login. RFC 6856 §2.1: not behind UTF8.
  private void startTls() throws IOException {
    boolean late = login.transaction().isPresent() || login.isUtf8();
    if (connection.tls().isPresent() || late) {
      reply(new Pop3Reply.Err("Not now"));
      return;
    }
    reply(new Pop3Reply.Ok("Begin TLS"));
    connection.startTls();
    login.forget();
  }

  private void reply(Pop3Reply reply) throws IOException {
    reply.writeTo(connection.out());
    if (reply instanceof Pop3Reply.Err && ++errors >= MAX_ERRORS) {
      log.info(
          "event=too-many-errors protocol=pop3 connection={} client={}",
          connection.id(),
          connection.clientAddress().getHostAddress());
      over = true;
    }
  }
}
