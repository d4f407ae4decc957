package dev.yubin.delivery.routing;

import dev.yubin.directory.DirectoryEntry;
import java.util.Collection;

/// Who receives mail here.
@FunctionalInterface
public interface Directory {

  /// @param keys domains and addresses in lower case
  /// @return the entries that exist
  Collection<DirectoryEntry> of(Collection<String> keys);
}
