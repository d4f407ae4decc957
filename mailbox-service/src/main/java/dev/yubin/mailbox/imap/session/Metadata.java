package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.ImapCommand;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.mailbox.Annotations;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.mailbox.MailboxKey;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// GETMETADATA and SETMETADATA (RFC 5464 §4). Annotations of the server are the account's own.
/// RFC 5464 §4.4.2, not done: changes by others are not told unasked.
final class Metadata {
  private final ImapSession session;
  private final Account account;

  Metadata(ImapSession session, Account account) {
    this.session = session;
    this.account = account;
  }

  Completion get(ImapCommand.GetMetadata command, Response out) throws IOException {
    Optional<MailboxKey> key = key(command.mailbox());
    if (key.isEmpty()) {
      return Completion.nonexistent();
    }
    NavigableMap<String, byte[]> all =
        annotations().of(account.id(), List.of(key.get())).getOrDefault(key.get(), new TreeMap<>());
    Map<String, byte @Nullable []> asked = new LinkedHashMap<>();
    command.entries().forEach(entry -> put(entry, command.depth(), all, asked));
    long max = command.maxSize().orElse(Long.MAX_VALUE);
    long largest = asked.values().stream().mapToLong(v -> v == null ? 0 : v.length).max().orElse(0);
    asked.values().removeIf(value -> value != null && value.length > max);
    if (!asked.isEmpty()) {
      tell(command.mailbox() == null ? "" : command.mailbox(), asked, out);
    }
    // RFC 5464 §4.2.1
    return Completion.ok(
        largest > max ? "METADATA LONGENTRIES " + largest : "", "GETMETADATA completed");
  }

  /// An entry and, down to a depth, those below it. Without depth it is told that there is none.
  private static void put(
      String entry,
      int depth,
      NavigableMap<String, byte[]> all,
      Map<String, byte @Nullable []> asked) {
    if (depth == 0) {
      asked.put(entry, all.get(entry));
      return;
    }
    all.forEach(
        (name, value) -> {
          boolean below = name.startsWith(entry + "/");
          boolean near = depth > 1 || name.indexOf('/', entry.length() + 1) < 0;
          if (name.equals(entry) || (below && near)) {
            asked.put(name, value);
          }
        });
  }

  Completion set(ImapCommand.SetMetadata command) {
    Optional<MailboxKey> key = key(command.mailbox());
    if (key.isEmpty()) {
      return Completion.nonexistent();
    }
    if (command.tooLarge()) {
      return Completion.no(
          "METADATA MAXSIZE " + ImapCommand.SetMetadata.MAX_VALUE, "A value is too large");
    }
    boolean shared = command.values().keySet().stream().anyMatch(e -> e.startsWith("/shared"));
    if (command.mailbox() == null && shared) {
      // RFC 5464 §3.3: others would see it.
      return Completion.no("NOPERM", "Only the administrator notes something about the server");
    }
    return annotations().set(key.get(), command.values())
        ? Completion.ok("SETMETADATA completed")
        : Completion.no("METADATA TOOMANY", "Remove some annotations first");
  }

  /// RFC 9590: what there is of some entries, behind a LIST response each.
  void tell(List<Mailbox> mailboxes, List<String> entries, Response out) throws IOException {
    Map<MailboxKey, TreeMap<String, byte[]>> found =
        annotations().of(account.id(), mailboxes.stream().map(Mailbox::key).toList());
    for (Mailbox mailbox : mailboxes) {
      Map<String, byte @Nullable []> asked = new LinkedHashMap<>();
      NavigableMap<String, byte[]> all = found.getOrDefault(mailbox.key(), new TreeMap<>());
      entries.forEach(entry -> put(entry, 0, all, asked));
      tell(mailbox.name(), asked, out);
    }
  }

  private static void tell(String mailbox, Map<String, byte @Nullable []> values, Response out)
      throws IOException {
    out.text("* METADATA ").mailbox(mailbox).text(" (");
    String separator = "";
    for (var entry : values.entrySet()) {
      out.text(separator).text(entry.getKey()).text(' ');
      byte[] value = entry.getValue();
      if (value == null) {
        out.text("NIL");
      } else {
        out.string(value);
      }
      separator = " ";
    }
    out.text(')').line();
  }

  private Optional<MailboxKey> key(@Nullable String mailbox) {
    return mailbox == null
        ? Optional.of(Annotations.ofAccount(account.id()))
        : session.services().mailboxes().find(account.id(), mailbox).map(Mailbox::key);
  }

  private Annotations annotations() {
    return session.services().annotations();
  }
}
