package dev.yubin.smtp.recipient;

import dev.yubin.directory.AddressMatching;
import dev.yubin.directory.DirectoryEntry;
import dev.yubin.mail.EmailAddress;
import dev.yubin.topic.TopicJson;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The domains, accounts and aliases of this installation. Written by the thread that follows the
/// topic, read by all sessions.
public final class Directory {
  private final Map<String, DirectoryEntry> entries = new ConcurrentHashMap<>();
  private final AddressMatching matching;

  public Directory(AddressMatching matching) {
    this.matching = matching;
  }

  /// Takes a record of `yubin.directory`.
  public void apply(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      entries.remove(record.key());
    } else {
      entries.put(record.key(), TopicJson.decode(record.value(), DirectoryEntry.class));
    }
  }

  boolean hasDomain(String name) {
    return entries.get(name) instanceof DirectoryEntry.Domain;
  }

  /// Whether other hosts know the domain's addresses: mail goes on to them.
  boolean isRelayDomain(String name) {
    return entries.get(name) instanceof DirectoryEntry.Domain domain
        && domain.kind() == DirectoryEntry.Domain.Kind.RELAY;
  }

  /// The account or alias that an address means.
  Optional<DirectoryEntry> find(EmailAddress address) {
    return matching.find(address, entries::get);
  }

  private boolean hasAddress(EmailAddress address) {
    return find(address).isPresent();
  }

  /// Whether an account gets the mail of an address: its own or an alias that leads to it.
  boolean belongsTo(EmailAddress address, EmailAddress account) {
    return find(address)
        .filter(
            entry ->
                entry.key().equals(account.key())
                    || (entry instanceof DirectoryEntry.Alias alias
                        && alias.targets().contains(account.key())))
        .isPresent();
  }

  /// Whether an address is an alias with a target elsewhere, if only by way of other aliases.
  boolean leadsOut(EmailAddress address) {
    Set<String> seen = new HashSet<>();
    Deque<EmailAddress> left = new ArrayDeque<>(List.of(address));
    while (!left.isEmpty()) {
      EmailAddress next = left.pop();
      if (!hasDomain(next.domain())) {
        return true;
      }
      Optional<DirectoryEntry> entry = find(next);
      // A backup MX for the address itself passes the mail on as it is, and seals nothing.
      if (entry.isEmpty() && !next.equals(address) && isRelayDomain(next.domain())) {
        return true;
      }
      if (seen.add(next.key())
          && entry.filter(DirectoryEntry.Alias.class::isInstance).isPresent()) {
        ((DirectoryEntry.Alias) entry.get())
            .targets().stream()
                .flatMap(target -> EmailAddress.parse(target).stream())
                .forEach(left::push);
      }
    }
    return false;
  }

  /// An address `postmaster@` that exists here: of a given domain, else of the first in the
  /// alphabet.
  Optional<EmailAddress> postmaster(String preferredDomain) {
    EmailAddress preferred = new EmailAddress("postmaster", preferredDomain);
    if (hasAddress(preferred)) {
      return Optional.of(preferred);
    }
    return entries.values().stream()
        .flatMap(
            e ->
                e instanceof DirectoryEntry.Domain(String name, _)
                    ? Optional.of(name).stream()
                    : Optional.<String>empty().stream())
        .sorted()
        .map(name -> new EmailAddress("postmaster", name))
        .filter(this::hasAddress)
        .findFirst();
  }
}
