package dev.yubin.delivery.routing;

import dev.yubin.directory.DirectoryEntry;
import dev.yubin.mail.EmailAddress;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The part of the directory that a batch needs, and what follows from it.
public final class Routes {
  /// Whom one recipient may fan out to.
  private static final int MAX_TARGETS = 1000;

  private final Map<String, DirectoryEntry> entries;

  Routes(Map<String, DirectoryEntry> entries) {
    this.entries = entries;
  }

  /// @return at least one, none twice
  public Set<Route> of(EmailAddress recipient) {
    Set<Route> routes = new LinkedHashSet<>();
    expand(recipient, new HashSet<>(), routes);
    return routes;
  }

  /// @param path the aliases that led here
  private void expand(EmailAddress address, Set<String> path, Set<Route> routes) {
    if (routes.size() > MAX_TARGETS) {
      routes.add(new Route.Unknown("5.4.6", "The alias has too many targets"));
      return;
    }
    switch (entry(address.key())) {
      case DirectoryEntry.Account(long id, String name) -> routes.add(new Route.Local(id, name));
      case DirectoryEntry.Alias alias -> expand(alias, path, routes);
      case DirectoryEntry.Domain _ -> routes.add(unknown(address));
      case null -> routes.add(isOurs(address) ? unknown(address) : new Route.Remote(address));
    }
  }

  private void expand(DirectoryEntry.Alias alias, Set<String> path, Set<Route> routes) {
    if (path.size() == Router.MAX_DEPTH || !path.add(alias.address())) {
      // RFC 3463 §3.5: X.4.6, routing loop.
      routes.add(new Route.Unknown("5.4.6", "The alias " + alias.address() + " leads in a circle"));
      return;
    }
    for (String target : alias.targets()) {
      Optional<EmailAddress> address = EmailAddress.parse(target);
      if (address.isPresent()) {
        expand(address.get(), path, routes);
      } else {
        routes.add(new Route.Unknown("5.1.3", "The alias has a bad target: " + target));
      }
    }
    path.remove(alias.address());
  }

  private @Nullable DirectoryEntry entry(String key) {
    return entries.get(key);
  }

  private boolean isOurs(EmailAddress address) {
    return entries.get(address.domain()) instanceof DirectoryEntry.Domain;
  }

  private static Route unknown(EmailAddress address) {
    return new Route.Unknown("5.1.1", "There is no mailbox " + address);
  }
}
