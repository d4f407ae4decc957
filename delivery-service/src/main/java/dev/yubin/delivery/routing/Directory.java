package dev.yubin.delivery.routing;

import dev.yubin.directory.DirectoryEntry;
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

  /// How many octets of mail accounts have room for; less than 0 when they have more than that.
  ///
  /// @return by account; one without a quota is absent
  Map<Long, Long> rooms(Collection<Long> accounts);
}
