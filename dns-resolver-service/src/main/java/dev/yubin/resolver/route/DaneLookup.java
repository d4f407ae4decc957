package dev.yubin.resolver.route;

import dev.yubin.dns.MailHost;
import dev.yubin.resolver.answer.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of the questions for a host's TLSA records.
///
/// @param dane null when there is none
/// @param contents what this was read from
/// @param failure why it is not known; null when it is
record DaneLookup(MailHost.@Nullable Dane dane, List<Content> contents, @Nullable String failure) {
  /// Nothing was asked, for nothing could be proven.
  static final DaneLookup NOT_ASKED = new DaneLookup(null, List.of(), null);
}
