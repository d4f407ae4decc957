package dev.yubin.mailbox.imap.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What SEARCH RETURN tells (RFC 4731 §3.1), and that the result is kept (RFC 5182).
public enum SearchResult {
  MIN,
  MAX,
  ALL,
  COUNT,
  SAVE;

  /// @param results null where the client wants the old response
  public static boolean saves(@Nullable List<SearchResult> results) {
    return results != null && results.contains(SAVE);
  }

  /// RFC 5182 §2.1: whether nothing is told, since all that is asked for is to keep the result.
  public static boolean savesOnly(List<SearchResult> results) {
    return results.stream().allMatch(SAVE::equals);
  }
}
