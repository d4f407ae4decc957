package dev.yubin.delivery.routing;

import dev.yubin.directory.DirectoryEntry;
import dev.yubin.mail.EmailAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides on recipients. Safe for use by many threads.
public final class Router {
  /// Aliases within aliases.
  static final int MAX_DEPTH = 10;

  private final Directory directory;

  public Router(Directory directory) {
    this.directory = directory;
  }

  /// Decides on all recipients of a batch with one look at the directory a level of aliases.
  public Routes route(Collection<EmailAddress> recipients) {
    Map<String, DirectoryEntry> entries = new HashMap<>();
    Set<EmailAddress> level = Set.copyOf(recipients);
    for (int depth = 0; depth <= MAX_DEPTH && !level.isEmpty(); depth++) {
      Set<String> asked = new HashSet<>();
      level.forEach(address -> asked.addAll(List.of(address.key(), address.domain())));
      asked.removeAll(entries.keySet());
      Collection<DirectoryEntry> found = directory.of(asked);
      found.forEach(entry -> entries.put(entry.key(), entry));
      level = targets(found);
    }
    return new Routes(entries);
  }

  private static Set<EmailAddress> targets(Collection<DirectoryEntry> found) {
    return found.stream()
        .filter(DirectoryEntry.Alias.class::isInstance)
        .flatMap(alias -> ((DirectoryEntry.Alias) alias).targets().stream())
        .flatMap(target -> EmailAddress.parse(target).stream())
        .collect(Collectors.toSet());
  }
}
