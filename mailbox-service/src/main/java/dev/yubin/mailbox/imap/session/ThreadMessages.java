package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.sort.MailEnvelopes;
import dev.yubin.mailbox.imap.sort.Order;
import dev.yubin.mailbox.imap.sort.ThreadNode;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// THREAD (RFC 5256 §3).
final class ThreadMessages {
  private final ImapSession session;
  private final SelectedMailbox mailbox;
  private final ImapCommand.Thread command;
  private final String tag;

  ThreadMessages(
      ImapSession session, SelectedMailbox mailbox, ImapCommand.Thread command, String tag) {
    this.session = session;
    this.mailbox = mailbox;
    this.command = command;
    this.tag = tag;
  }

  Completion run(Response out) throws IOException, BadSyntaxException {
    UidSet found = new KeySearch(session, mailbox, command.key(), tag).find(null);
    ImapServices services = session.services();
    MailEnvelopes mails = new MailEnvelopes(services.messages(), services.octets(), mailbox.key());
    List<ThreadNode> threads = new Order(mails).threads(found, command.algorithm());
    out.text("* THREAD");
    if (!threads.isEmpty()) {
      out.text(' ');
    }
    for (ThreadNode thread : threads) {
      write(thread, out);
    }
    out.line();
    return ReadOnly.completed("THREAD", mailbox);
  }

  /// What is yet to be written: a list that begins with a node, or the end of one.
  private sealed interface Step {
    record Open(ThreadNode node) implements Step {}

    record Close() implements Step {}
  }

  /// `thread-list` of RFC 5256 §5. As deep as a mailbox is large, so it does not recur.
  private void write(ThreadNode thread, Response out) {
    Deque<Step> steps = new ArrayDeque<>();
    steps.push(new Step.Open(thread));
    while (!steps.isEmpty()) {
      switch (steps.pop()) {
        case Step.Close close -> out.text(')');
        case Step.Open open -> {
          out.text('(');
          steps.push(new Step.Close());
          List<ThreadNode> next = chain(open.node(), out);
          next.reversed().forEach(child -> steps.push(new Step.Open(child)));
        }
      }
    }
  }

  /// `thread-members`: a mail, its only child, and so on.
  ///
  /// @return the children of the last one, none or several
  private List<ThreadNode> chain(ThreadNode first, Response out) {
    ThreadNode node = first;
    if (node.uid() != 0) {
      out.number(number(node));
    }
    while (node.children().size() == 1) {
      node = node.children().getFirst();
      out.text(' ').number(number(node));
    }
    if (node.uid() != 0 && !node.children().isEmpty()) {
      out.text(' ');
    }
    return node.children();
  }

  private long number(ThreadNode node) {
    return command.uid() ? node.uid() : mailbox.sequence(node.uid());
  }
}
