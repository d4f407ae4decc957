package dev.yubin.store.outbound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// Claims whatever is due, as if every destination had room.
public final class Claims {
  private Claims() {}

  /// @param limit how many mails at most
  public static List<OutboundMail> of(DataSource dataSource, int limit, Duration lease) {
    OutboundQueue queue = new OutboundQueue(dataSource);
    List<OutboundMail> claimed = new ArrayList<>();
    for (DueDestination due : new Backlog(dataSource).due(limit)) {
      if (claimed.size() < limit) {
        claimed.addAll(queue.claim(Map.of(due.destination(), limit - claimed.size()), lease));
      }
    }
    return claimed;
  }
}
