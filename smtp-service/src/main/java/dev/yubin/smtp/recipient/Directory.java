package dev.yubin.smtp.recipient;

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

  boolean hasAddress(EmailAddress address) {
    return switch (entries.get(address.key())) {
      case DirectoryEntry.Account account -> true;
      case DirectoryEntry.Alias alias -> true;
      case DirectoryEntry.Domain domain -> false;
      case null -> false;
    };
  }

  /// Whether an account gets the mail of an address: its own or an alias that leads to it.
  boolean belongsTo(EmailAddress address, EmailAddress account) {
    return address.key().equals(account.key())
        || (entries.get(address.key()) instanceof DirectoryEntry.Alias alias
            && alias.targets().contains(account.key()));
  }

  /// Whether an address is an alias with a target elsewhere, if only by way of other aliases.
  boolean leadsOut(EmailAddress address) {
    Set<String> seen = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(List.of(address.key()));
    while (!left.isEmpty()) {
      String key = left.pop();
      if (!hasDomain(key.substring(key.lastIndexOf('@') + 1))) {
        return true;
      }
      if (seen.add(key) && entries.get(key) instanceof DirectoryEntry.Alias alias) {
        alias.targets().forEach(left::push);
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
                e instanceof DirectoryEntry.Domain(String name)
                    ? Optional.of(name).stream()
                    : Optional.<String>empty().stream())
        .sorted()
        .map(name -> new EmailAddress("postmaster", name))
        .filter(this::hasAddress)
        .findFirst();
  }
}
