package dev.yubin.mailbox.imap.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What RETURN asks for (RFC 4731 §3.1).
///
/// @param results in the order they are asked for
/// @param partial which of the results [SearchResult#PARTIAL] tells, null where it is not asked for
public record SearchReturn(List<SearchResult> results, @Nullable PartialRange partial) {

  public boolean asks(SearchResult result) {
    return results.contains(result);
  }

  /// RFC 5182 §2.1: whether nothing is told, since all that is asked for is to keep the result.
  public boolean savesOnly() {
    return results.stream().allMatch(SearchResult.SAVE::equals);
  }
}
