package dev.yubin.delivery.routing;

import dev.yubin.directory.DirectoryEntry;
import dev.yubin.store.account.Room;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/// Who receives mail here.
public interface Directory {

  /// Has all questions that the work asks answered as of one moment.
  <T> T asOfNow(Supplier<T> work);

  /// @param keys domains and addresses in lower case
  /// @return the entries that exist
  Collection<DirectoryEntry> of(Collection<String> keys);

  /// What accounts have room for.
  ///
  /// @return by account; one without a quota is absent
  Map<Long, Room> rooms(Collection<Long> accounts);
}
