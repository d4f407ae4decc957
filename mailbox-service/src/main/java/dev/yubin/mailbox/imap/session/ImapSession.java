package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.ImapParser;
import dev.yubin.mailbox.imap.command.Parsed;
import dev.yubin.mailbox.imap.wire.CommandInput;
import dev.yubin.mailbox.imap.wire.Dialect;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.server.Connection;
import dev.yubin.server.Line;
import dev.yubin.server.sasl.ChannelBinding;
import dev.yubin.server.sasl.SaslMechanisms;
import dev.yubin.server.tls.TlsFacts;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// One client's session and its state (RFC 9051 §3). Runs on the connection's thread; a push of
/// IDLE comes on another one, and the lock keeps the two apart.
public final class ImapSession {
  private static final Logger log = LoggerFactory.getLogger(ImapSession.class);
  private static final int MAX_BAD = 20;

  private final Connection connection;
  private final ImapServices services;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Account account;
  private @Nullable SelectedMailbox selected;
  private CondStore condStore = new CondStore();
  private final Set<Extension> enabled = EnumSet.noneOf(Extension.class);
  private boolean over;
  private int bad;
  private int refusedLogins;

  public ImapSession(Connection connection, ImapServices services) {
    this.connection = connection;
    this.services = services;
  }

  Connection connection() {
    return connection;
  }

  /// How this client may log in.
  SaslMechanisms mechanisms() {
    return services.logins().from(connection.clientAddress());
  }

  /// What binds a login to the connection as it is now.
  ChannelBinding channel() {
    return connection.tls().map(TlsFacts::binding).orElse(ChannelBinding.NONE);
  }

  ImapServices services() {
    return services;
  }

  ReentrantLock lock() {
    return lock;
  }

  @Nullable Account account() {
    return account;
  }

  /// RFC 9051 §3.2: from here on it is the authenticated state.
  void logIn(Account who) throws IOException {
    account = who;
    connection.readTimeout(services.limits().idleTimeout());
  }

  /// RFC 8437 §3: back to the state before the login, with nothing enabled (§4.1). The count of
  /// refused logins stays.
  void logOut() throws IOException {
    condStore = new CondStore();
    enabled.clear();
    selected = null;
    account = null;
    connection.readTimeout(services.limits().loginTimeout());
  }

  @Nullable SelectedMailbox selected() {
    return selected;
  }

  /// @param mailbox null leaves the selected state
  void select(@Nullable SelectedMailbox mailbox) {
    selected = mailbox;
  }

  /// @return how many logins have been refused, this one counted
  int countRefusedLogin() {
    return ++refusedLogins;
  }

  CondStore condStore() {
    return condStore;
  }

  void enable(Extension extension) {
    enabled.add(extension);
  }

  /// Whether messages have UIDs and no numbers (RFC 9586).
  boolean knowsUidsOnly() {
    return enabled.contains(Extension.UIDONLY);
  }

  /// Whether IMAP4rev2 is spoken, which a client has to ask for (RFC 9051 §A).
  boolean speaksRev2() {
    return enabled.contains(Extension.IMAP4REV2);
  }

  private Dialect dialect() {
    if (enabled.contains(Extension.UTF8_ACCEPT)) {
      return Dialect.UTF8_ACCEPT;
    }
    return speaksRev2() ? Dialect.REV2 : Dialect.REV1;
  }

  /// What takes the responses of a command.
  Response response() {
    return new Response(connection.out(), dialect());
  }

  boolean isOver() {
    return over;
  }

  /// The session ends behind the command.
  void end() {
    over = true;
  }

  /// Speaks until the client or we end it.
  public void serve() throws IOException {
    connection.readTimeout(services.limits().loginTimeout());
    connection.out().write("* OK [CAPABILITY " + Capabilities.of(this) + "] Yubin is ready\r\n");
    while (!over) {
      switch (connection.awaitLine(CommandInput.MAX_LINE, true)) {
        case Line.Text text -> command(text.octets());
        case Line.TooLong tooLong -> refuse("*", "Line too long");
        case Line.Malformed malformed -> refuse("*", "NUL, or a bare CR or LF");
        case Line.End end -> over = true;
      }
    }
  }

  private void command(byte[] line) throws IOException {
    CommandInput input =
        new CommandInput(line, connection.in(), connection.out(), services.limits().maxMail());
    lock.lock();
    try {
      switch (ImapParser.parse(input, dialect())) {
        case Parsed.Command command -> run(command.tag(), command.command());
        case Parsed.Bad malformed -> refuse(malformed.tag(), malformed.reason());
        case Parsed.BadCharset search -> badCharset(search);
      }
      input.skipRest();
    } finally {
      lock.unlock();
    }
  }

  private void badCharset(Parsed.BadCharset search) throws IOException {
    if (search.saves() && selected != null) {
      // RFC 5182 §2.1
      selected.save(UidSet.EMPTY);
    }
    tell(search.tag(), Completion.no("BADCHARSET (US-ASCII UTF-8)", "Unknown charset"));
  }

  private void refuse(String tag, String reason) throws IOException {
    tell(tag, Completion.bad(reason));
    if (++bad >= MAX_BAD) {
      bye("Too many errors");
    }
  }

  private void run(String tag, ImapCommand command) throws IOException {
    long start = System.nanoTime();
    Response out = response();
    Completion completion = execute(tag, command, out);
    out.send();
    tell(tag, completion);
    bad = completion.status() == Completion.Status.BAD ? bad + 1 : 0;
    if (bad >= MAX_BAD) {
      bye("Too many errors");
    }
    CommandMetrics.record(services.meters(), command, completion, System.nanoTime() - start);
  }

  private Completion execute(String tag, ImapCommand command, Response out) throws IOException {
    try {
      Completion completion = new Dispatch(this, tag, out).run(command);
      if (selected != null && !over) {
        follow(selected, out, mayTellExpunges(command));
      }
      return completion;
    } catch (DataAccessException | TransactionException e) {
      log.warn(
          "event=command-failed connection={} command={} cause={}",
          connection.id(),
          command.name(),
          e.toString());
      // RFC 5530 §3
      return Completion.no("UNAVAILABLE", "Try again later");
    }
  }

  /// RFC 9051 §7.5.1, RFC 7162 §3.2.10.2: not while sequence numbers of the command are in use.
  private static boolean mayTellExpunges(ImapCommand command) {
    return switch (command) {
      case ImapCommand.Fetch fetch -> fetch.messages().uid();
      case ImapCommand.Store store -> store.messages().uid();
      case ImapCommand.Search search -> search.uid() && !UidOnly.numbers(search.key());
      case ImapCommand.MultiSearch search -> !UidOnly.numbers(search.key());
      case ImapCommand.Sort sort -> sort.uid() && !UidOnly.numbers(sort.key());
      case ImapCommand.Thread thread -> thread.uid() && !UidOnly.numbers(thread.key());
      default -> true;
    };
  }

  /// Tells the client what is new in its mailbox.
  void follow(SelectedMailbox mailbox, Response out, boolean expunges) throws IOException {
    if (!MailboxSync.run(this, mailbox, out, expunges)) {
      out.send();
      bye("The mailbox was deleted");
    }
  }

  void tell(String tag, Completion completion) throws IOException {
    if (!completion.equals(Completion.NONE)) {
      connection.out().write(tag + " " + completion.line());
    }
  }

  /// RFC 9585 §4. Goes out at once.
  void tellProgress(String tag, long done, long goal) throws IOException {
    // A tag may have a bracket, which would end the code.
    String name = tag.indexOf(']') < 0 ? "\"" + tag + "\"" : "NIL";
    connection
        .out()
        .write("* OK [INPROGRESS (" + name + " " + done + " " + goal + ")] Still searching\r\n");
    connection.out().flush();
  }

  void bye(String reason) throws IOException {
    connection.out().write("* BYE " + reason + "\r\n");
    over = true;
  }
}
