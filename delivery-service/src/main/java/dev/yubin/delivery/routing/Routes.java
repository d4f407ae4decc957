package dev.yubin.delivery.routing;

import dev.yubin.directory.AddressMatching;
import dev.yubin.directory.DirectoryEntry;
import dev.yubin.mail.EmailAddress;
import dev.yubin.srs.SenderRewriting;
import dev.yubin.store.account.Room;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The part of the directory that a batch needs, and what follows from it.
public final class Routes {
  /// Whom one recipient may fan out to.
  private static final int MAX_TARGETS = 1000;

  private final Map<String, DirectoryEntry> entries;
  private final AddressMatching matching;
  private final Optional<SenderRewriting> rewriting;
  private final Map<Long, Room> rooms;

  Routes(
      Map<String, DirectoryEntry> entries,
      AddressMatching matching,
      Optional<SenderRewriting> rewriting,
      Map<Long, Room> rooms) {
    this.entries = entries;
    this.matching = matching;
    this.rewriting = rewriting;
    this.rooms = rooms;
  }

  /// What accounts have room for; one without a quota is absent.
  public Map<Long, Room> rooms() {
    return rooms;
  }

  /// @return at least one, none twice
  public Set<Route> of(EmailAddress recipient) {
    Set<Route> routes = new LinkedHashSet<>();
    expand(recipient, new HashSet<>(), routes);
    return routes;
  }

  /// What a sender is called when mail for a recipient goes on to another host. One of ours is
  /// called as it is, and so is everybody where the recipient is not of ours: then we forward
  /// nothing.
  public Optional<EmailAddress> senderTo(
      Optional<EmailAddress> reversePath, EmailAddress recipient) {
    boolean rewritten =
        rewriting.isPresent()
            && reversePath.filter(sender -> !isOurs(sender)).isPresent()
            && isOurs(recipient)
            && entry(recipient).isPresent();
    return rewritten
        ? reversePath.map(s -> rewriting.get().rewritten(s, recipient.domain()).orElse(s))
        : reversePath;
  }

  /// @param path the aliases that led here
  private void expand(EmailAddress address, Set<String> path, Set<Route> routes) {
    if (routes.size() > MAX_TARGETS) {
      routes.add(new Route.Unknown("5.4.6", "The alias has too many targets"));
      return;
    }
    // Before a catch-all, which would take the DSNs of others.
    Optional<EmailAddress> sender =
        isOurs(address) ? rewriting.flatMap(r -> r.restored(address)) : Optional.empty();
    if (sender.isPresent()) {
      routes.add(new Route.Remote(sender.get()));
      return;
    }
    switch (entry(address).orElse(null)) {
      case DirectoryEntry.Account account ->
          routes.add(new Route.Local(account.id(), account.address()));
      case DirectoryEntry.Alias alias -> expand(alias, path, routes);
      case DirectoryEntry.Domain _ -> routes.add(unknown(address));
      case null -> routes.add(beyondTheDirectory(address));
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

  private Route beyondTheDirectory(EmailAddress address) {
    return isOurs(address) && !isRelayed(address) ? unknown(address) : new Route.Remote(address);
  }

  private Optional<DirectoryEntry> entry(EmailAddress address) {
    return matching.find(address, entries::get);
  }

  private boolean isOurs(EmailAddress address) {
    return entries.get(address.domain()) instanceof DirectoryEntry.Domain;
  }

  private boolean isRelayed(EmailAddress address) {
    return entries.get(address.domain()) instanceof DirectoryEntry.Domain domain
        && domain.kind() == DirectoryEntry.Domain.Kind.RELAY;
  }

  private static Route unknown(EmailAddress address) {
    return new Route.Unknown("5.1.1", "There is no mailbox " + address);
  }
}
