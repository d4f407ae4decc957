package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.ListOptions;
import dev.yubin.mailbox.imap.wire.ModifiedUtf7;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.mailbox.MailboxCounts;
import dev.yubin.store.mailbox.MailboxKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// LIST (RFC 9051 §6.3.9, RFC 5258, RFC 5819, RFC 6154) and LSUB (RFC 3501 §6.3.9).
final class ListMailboxes {
  private final ImapSession session;
  private final Account account;
  private final ImapCommand.ListMailboxes command;
  private final ListOptions options;

  /// All names there are, with those that only the names below them imply.
  private final NavigableMap<String, Optional<Mailbox>> names = new TreeMap<>();

  ListMailboxes(ImapSession session, Account account, ImapCommand.ListMailboxes command) {
    this.session = session;
    this.account = account;
    this.command = command;
    this.options = command.options();
  }

  Completion run(Response out) throws IOException {
    if (command.patterns().equals(List.of("")) && !options.extended()) {
      // RFC 9051 §6.3.9: asks for the separator and the root.
      out.text("* ").text(command.name()).text(" (\\Noselect) \"/\" \"\"").line();
      return Completion.ok(command.name() + " completed");
    }
    for (Mailbox mailbox : session.services().mailboxes().list(account.id())) {
      names.put(mailbox.name(), Optional.of(mailbox));
      for (int i = mailbox.name().indexOf('/'); i > 0; i = mailbox.name().indexOf('/', i + 1)) {
        names.putIfAbsent(mailbox.name().substring(0, i), Optional.empty());
      }
    }
    tell(out);
    return Completion.ok(command.name() + " completed");
  }

  private void tell(Response out) throws IOException {
    List<MailboxPattern> patterns =
        command.patterns().stream().map(p -> new MailboxPattern(command.reference() + p)).toList();
    List<Mailbox> told = new ArrayList<>();
    for (var entry : names.entrySet()) {
      String name = entry.getKey();
      Optional<Mailbox> mailbox = entry.getValue();
      if (patterns.stream().noneMatch(p -> p.matches(name))) {
        continue;
      }
      boolean selected = mailbox.filter(this::isSelected).isPresent();
      boolean forOthers = !selected && isToldForOthers(name, mailbox.isPresent());
      if (selected || forOthers) {
        line(name, mailbox, forOthers && options.subscribed(), out);
        mailbox.ifPresent(told::add);
      }
    }
    tellStatus(told, out);
  }

  private boolean isSelected(Mailbox mailbox) {
    return (!options.subscribed() || mailbox.subscribed())
        && (!options.specialUse() || mailbox.specialUse() != null);
  }

  /// A name that is told for those below it.
  private boolean isToldForOthers(String name, boolean exists) {
    if (!options.subscribed()) {
      return !exists && !options.specialUse();
    }
    // RFC 3501 §6.3.9: LSUB with % tells of levels above; RFC 5258 §3.5: so does RECURSIVEMATCH.
    boolean asked =
        options.recursive() || (options.lsub() && command.patterns().getFirst().endsWith("%"));
    return asked
        && below(name).values().stream().anyMatch(m -> m.filter(this::isSelected).isPresent());
  }

  private NavigableMap<String, Optional<Mailbox>> below(String name) {
    return names.subMap(
        name + Mailbox.SEPARATOR, true, name + (char) (Mailbox.SEPARATOR + 1), false);
  }

  private void line(String name, Optional<Mailbox> mailbox, boolean forOthers, Response out)
      throws IOException {
    out.text("* ").text(command.name()).text(" (");
    out.text(String.join(" ", attributes(name, mailbox, forOthers)));
    out.text(") \"/\" ").quoted(ModifiedUtf7.encode(name));
    if (forOthers && options.recursive()) {
      // RFC 5258 §3.5
      out.text(" (\"CHILDINFO\" (\"SUBSCRIBED\"))");
    }
    out.line();
  }

  private List<String> attributes(String name, Optional<Mailbox> mailbox, boolean forOthers) {
    List<String> attributes = new ArrayList<>();
    if (mailbox.isEmpty() || (forOthers && options.lsub())) {
      if (options.extended()) {
        attributes.add("\\NonExistent");
      }
      attributes.add("\\Noselect");
    }
    if (options.extended() && mailbox.filter(Mailbox::subscribed).isPresent()) {
      attributes.add("\\Subscribed");
    }
    if (!options.lsub()) {
      attributes.add(below(name).isEmpty() ? "\\HasNoChildren" : "\\HasChildren");
      mailbox.map(Mailbox::specialUse).ifPresent(attributes::add);
    }
    return attributes;
  }

  private void tellStatus(List<Mailbox> mailboxes, Response out) throws IOException {
    if (options.status().isEmpty() || mailboxes.isEmpty()) {
      return;
    }
    Map<MailboxKey, MailboxCounts> counts =
        session
            .services()
            .mailboxes()
            .count(account.id(), mailboxes.stream().map(Mailbox::key).toList());
    for (Mailbox mailbox : mailboxes) {
      StatusOfMailbox.tell(
          mailbox, counts.getOrDefault(mailbox.key(), MailboxCounts.EMPTY), options.status(), out);
    }
  }
}
