package dev.yubin.delivery.arrival;

import dev.yubin.mime.HeaderFields;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Where a mail has been, as its header tells.
///
/// @param hops how many hosts have received it, we too
/// @param deliveredTo the mailboxes that it has been in, in lower case
record TraceFields(int hops, Set<String> deliveredTo) {

  /// @param start of the mail; its header is looked at as far as it goes
  static TraceFields read(byte[] start) {
    HeaderFields header = new HeaderFields(start);
    List<String> deliveredTo = header.all("Delivered-To");
    return new TraceFields(
        header.all("Received").size(),
        deliveredTo.stream()
            .map(address -> address.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet()));
  }
}
