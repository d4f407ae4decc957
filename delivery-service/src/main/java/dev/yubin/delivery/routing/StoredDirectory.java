package dev.yubin.delivery.routing;

import dev.yubin.directory.DirectoryEntry;
import dev.yubin.store.account.DirectoryEntries;
import dev.yubin.store.account.Room;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/// The directory in the database.
public record StoredDirectory(DirectoryEntries entries) implements Directory {

  @Override
  public <T> T asOfNow(Supplier<T> work) {
    return entries.asOfNow(work);
  }

  @Override
  public Collection<DirectoryEntry> of(Collection<String> keys) {
    return entries.of(keys);
  }

  @Override
  public Map<Long, Room> rooms(Collection<Long> accounts) {
    return entries.rooms(accounts);
  }
}
