package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.command.ListOptions;
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
import java.util.stream.Stream;

/// LIST (RFC 9051 §6.3.9, RFC 5258, RFC 5819, RFC 6154) and LSUB (RFC 3501 §6.3.9).
final class ListMailboxes {
  private final ImapSession session;
  private final Account account;
  private final ImapCommand.ListMailboxes command;
  private final ListOptions options;

  private final List<MailboxPattern> patterns;

  /// All names there are, with those that only the names below them imply.
  private final NavigableMap<String, Optional<Mailbox>> names = new TreeMap<>();

  ListMailboxes(ImapSession session, Account account, ImapCommand.ListMailboxes command) {
    this.session = session;
    this.account = account;
    this.command = command;
    this.options = command.options();
    this.patterns =
        command.patterns().stream().map(p -> new MailboxPattern(command.reference() + p)).toList();
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
    List<Mailbox> told = new ArrayList<>();
    for (var entry : names.entrySet()) {
      String name = entry.getKey();
      Optional<Mailbox> mailbox = entry.getValue();
      boolean selected = mailbox.filter(this::isSelected).isPresent();
      if (matches(name) && (selected || isToldForOthers(name, mailbox.isPresent()))) {
        line(name, mailbox, selected, out);
        mailbox.ifPresent(told::add);
      }
    }
    tellStatus(told, out);
    if (!options.metadata().isEmpty()) {
      new Metadata(session, account).tell(told, options.metadata(), out);
    }
  }

  private boolean matches(String name) {
    return patterns.stream().anyMatch(p -> p.matches(name));
  }

  private boolean isSelected(Mailbox mailbox) {
    return (!options.subscribed() || mailbox.subscribed())
        && (!options.specialUse() || mailbox.specialUse() != null);
  }

  /// A name that is told for those below it.
  private boolean isToldForOthers(String name, boolean exists) {
    if (options.recursive()) {
      // RFC 5258 §3.3: where all those below are told themselves, it is not.
      return selectedBelow(name).anyMatch(below -> !matches(below));
    }
    if (options.lsub()) {
      // RFC 3501 §6.3.9: LSUB with % tells of levels above.
      boolean asked = command.patterns().getFirst().endsWith("%");
      return asked && selectedBelow(name).findAny().isPresent();
    }
    return !exists && !options.areSelective();
  }

  private Stream<String> selectedBelow(String name) {
    return below(name).entrySet().stream()
        .filter(entry -> entry.getValue().filter(this::isSelected).isPresent())
        .map(Map.Entry::getKey);
  }

  private NavigableMap<String, Optional<Mailbox>> below(String name) {
    return names.subMap(
        name + Mailbox.SEPARATOR, true, name + (char) (Mailbox.SEPARATOR + 1), false);
  }

  private void line(String name, Optional<Mailbox> mailbox, boolean selected, Response out)
      throws IOException {
    out.text("* ").text(command.name()).text(" (");
    out.text(String.join(" ", attributes(name, mailbox, selected)));
    out.text(") \"/\" ").mailbox(name);
    if (options.recursive() && selectedBelow(name).findAny().isPresent()) {
      childInfo(out);
    }
    out.line();
  }

  /// RFC 5258 §3.5
  private void childInfo(Response out) {
    List<String> criteria = new ArrayList<>();
    if (options.subscribed()) {
      criteria.add("\"SUBSCRIBED\"");
    }
    if (options.specialUse()) {
      criteria.add("\"SPECIAL-USE\"");
    }
    out.text(" (\"CHILDINFO\" (").text(String.join(" ", criteria)).text("))");
  }

  private List<String> attributes(String name, Optional<Mailbox> mailbox, boolean selected) {
    List<String> attributes = new ArrayList<>();
    if (mailbox.isEmpty() || (!selected && options.lsub())) {
      if (options.extended() || session.speaksRev2()) {
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
      MailboxCounts counted = counts.getOrDefault(mailbox.key(), MailboxCounts.EMPTY);
      StatusOfMailbox.tell(session, mailbox, counted, options.status(), out);
    }
  }
}
