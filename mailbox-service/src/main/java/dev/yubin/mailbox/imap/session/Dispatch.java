package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.Response;
import java.io.IOException;

/// Gives each command to the class that carries it out, if the session's state allows it (RFC 9051
/// §3).
final class Dispatch {
  private final ImapSession session;
  private final String tag;
  private final Response out;

  Dispatch(ImapSession session, String tag, Response out) {
    this.session = session;
    this.tag = tag;
    this.out = out;
  }

  Completion run(ImapCommand command) throws IOException {
    try {
      if (session.account() != null && CondStore.isEnabledBy(command)) {
        session.condStore().enable(session, out);
      }
      if (session.knowsUidsOnly() && UidOnly.numbers(command)) {
        return UidOnly.REFUSAL;
      }
      return switch (command) {
        case ImapCommand.Anytime anytime -> anytime(anytime);
        case ImapCommand.BeforeLogin beforeLogin -> beforeLogin(beforeLogin);
        case ImapCommand.OnAccount onAccount -> onAccount(onAccount);
        case ImapCommand.OnMailbox onMailbox -> onMailbox(onMailbox);
      };
    } catch (BadSyntaxException e) {
      return Completion.bad(String.valueOf(e.getMessage()));
    }
  }

  private Completion anytime(ImapCommand.Anytime command) throws IOException {
    return switch (command) {
      case ImapCommand.Capability c -> Capabilities.run(session, out);
      case ImapCommand.Noop c -> Completion.ok("NOOP completed");
      case ImapCommand.Id c -> Identify.run(out);
      case ImapCommand.Logout c -> {
        session.bye("Goodbye");
        yield Completion.ok("LOGOUT completed");
      }
    };
  }

  private Completion beforeLogin(ImapCommand.BeforeLogin command) throws IOException {
    if (session.account() != null) {
      return Completion.bad("Already logged in");
    }
    return switch (command) {
      case ImapCommand.StartTls c -> StartTls.run(session, tag);
      case ImapCommand.Login login -> new LogIn(session).login(login);
      case ImapCommand.Authenticate authenticate -> new LogIn(session).authenticate(authenticate);
    };
  }

  private Completion onAccount(ImapCommand.OnAccount command)
      throws IOException, BadSyntaxException {
    Account account = session.account();
    if (account == null) {
      return Completion.bad("Log in first");
    }
    return switch (command) {
      case ImapCommand.Enable enable -> Enable.run(session, enable, out);
      case ImapCommand.Compress compress -> Compress.run(session, tag, compress);
      case ImapCommand.Unauthenticate c -> Unauthenticate.run(session);
      case ImapCommand.GetQuota quota -> TellQuota.of(session, account, quota, out);
      case ImapCommand.SetQuota c -> TellQuota.refuseSet();
      case ImapCommand.GetQuotaRoot root -> TellQuota.rootOf(session, account, root, out);
      case ImapCommand.Namespace c -> Namespace.run(out);
      case ImapCommand.Select select -> SelectMailbox.run(session, account, select, out);
      case ImapCommand.Create create -> CreateMailbox.run(session, account, create, out);
      case ImapCommand.Delete delete -> DeleteMailbox.run(session, account, delete, out);
      case ImapCommand.Rename rename -> new RenameMailbox(session, account).run(rename, out);
      case ImapCommand.Subscribe subscribe -> Subscribe.run(session, account, subscribe);
      case ImapCommand.ListMailboxes list -> new ListMailboxes(session, account, list).run(out);
      case ImapCommand.Status status -> StatusOfMailbox.run(session, account, status, out);
      case ImapCommand.Append append -> AppendMail.run(session, account, append);
      case ImapCommand.GetMetadata get -> new Metadata(session, account).get(get, out);
      case ImapCommand.SetMetadata set -> new Metadata(session, account).set(set);
      case ImapCommand.MultiSearch search ->
          new SearchMailboxes(session, search, tag).run(account, out);
      case ImapCommand.Idle c -> Idle.run(session, out);
    };
  }

  private Completion onMailbox(ImapCommand.OnMailbox command)
      throws IOException, BadSyntaxException {
    Account account = session.account();
    SelectedMailbox mailbox = session.selected();
    if (account == null || mailbox == null) {
      return Completion.bad("Select a mailbox first");
    }
    return switch (command) {
      case ImapCommand.Check c -> Completion.ok("CHECK completed");
      case ImapCommand.Close c -> LeaveMailbox.close(session, mailbox);
      case ImapCommand.Unselect c -> LeaveMailbox.unselect(session);
      case ImapCommand.Expunge expunge -> ExpungeMessages.run(session, mailbox, expunge);
      case ImapCommand.Fetch fetch -> new FetchMessages(session, mailbox, fetch).run(out);
      case ImapCommand.Store store -> new StoreFlags(session, mailbox, store).run(out);
      case ImapCommand.Copy copy -> CopyMessages.copy(session, account, mailbox, copy);
      case ImapCommand.Move move -> CopyMessages.move(session, account, mailbox, move, out);
      case ImapCommand.Replace replace -> ReplaceMail.run(session, account, mailbox, replace, out);
      case ImapCommand.Search search -> SearchMessages.run(session, mailbox, search, tag, out);
      case ImapCommand.Sort sort -> SortMessages.run(session, mailbox, sort, tag, out);
      case ImapCommand.Thread thread -> new ThreadMessages(session, mailbox, thread, tag).run(out);
    };
  }
}
