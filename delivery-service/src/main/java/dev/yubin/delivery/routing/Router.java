package dev.yubin.delivery.routing;

import dev.yubin.directory.AddressMatching;
import dev.yubin.directory.DirectoryEntry;
import dev.yubin.mail.EmailAddress;
import dev.yubin.srs.SenderRewriting;
import dev.yubin.store.account.Room;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides on recipients. Safe for use by many threads.
public final class Router {
  /// Aliases within aliases.
  static final int MAX_DEPTH = 10;

  private final Directory directory;
  private final AddressMatching matching;
  private final Optional<SenderRewriting> rewriting;

  /// @param rewriting empty where senders of forwarded mail are left as they are
  public Router(
      Directory directory, AddressMatching matching, Optional<SenderRewriting> rewriting) {
    this.directory = directory;
    this.matching = matching;
    this.rewriting = rewriting;
  }

  /// Decides on all recipients of a batch by the directory of one moment, with one look at it a
  /// level of aliases.
  ///
  /// @param senders the reverse-paths of the batch
  public Routes route(Collection<EmailAddress> recipients, Collection<EmailAddress> senders) {
    return directory.asOfNow(() -> look(recipients, senders));
  }

  private Routes look(Collection<EmailAddress> recipients, Collection<EmailAddress> senders) {
    Map<String, DirectoryEntry> entries = new HashMap<>();
    Set<String> asked = new HashSet<>();
    // Whether a sender is one of ours decides what it is called when its mail is forwarded.
    senders.forEach(sender -> asked.add(sender.domain()));
    Set<EmailAddress> level = Set.copyOf(recipients);
    for (int depth = 0; depth <= MAX_DEPTH && !level.isEmpty(); depth++) {
      level.forEach(address -> asked.addAll(matching.keys(address)));
      level.forEach(address -> asked.add(address.domain()));
      asked.removeAll(entries.keySet());
      Collection<DirectoryEntry> found = directory.of(asked);
      found.forEach(entry -> entries.put(entry.key(), entry));
      asked.clear();
      level = targets(found);
    }
    return new Routes(entries, matching, rewriting, rooms(entries.values()));
  }

  private Map<Long, Room> rooms(Collection<DirectoryEntry> entries) {
    List<Long> accounts =
        entries.stream()
            .filter(DirectoryEntry.Account.class::isInstance)
            .map(account -> ((DirectoryEntry.Account) account).id())
            .toList();
    return accounts.isEmpty() ? Map.of() : directory.rooms(accounts);
  }

  private static Set<EmailAddress> targets(Collection<DirectoryEntry> found) {
    return found.stream()
        .filter(DirectoryEntry.Alias.class::isInstance)
        .flatMap(alias -> ((DirectoryEntry.Alias) alias).targets().stream())
        .flatMap(target -> EmailAddress.parse(target).stream())
        .collect(Collectors.toSet());
  }
}
