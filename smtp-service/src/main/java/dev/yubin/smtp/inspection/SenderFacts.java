package dev.yubin.smtp.inspection;

import dev.yubin.smtp.inspection.client.ClientName;
import dev.yubin.smtp.inspection.client.HeloFact;
import dev.yubin.smtp.inspection.client.Listing;
import dev.yubin.smtp.inspection.spf.SpfResult;
import java.util.List;
import java.util.Optional;

/// What the DNS says of a mail's sender.
///
/// @param spf empty when it was not asked for
/// @param listings the lists that the client is on
record SenderFacts(
    ClientName name, HeloFact helo, Optional<SpfResult> spf, List<Listing> listings) {
  static final SenderFacts UNKNOWN =
      new SenderFacts(new ClientName.Temporary(), HeloFact.UNKNOWN, Optional.empty(), List.of());
}
