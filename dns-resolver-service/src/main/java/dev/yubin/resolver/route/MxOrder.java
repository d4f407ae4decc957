package dev.yubin.resolver.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;

/// The order in which the exchanges of an MX set are tried.
final class MxOrder {
  /// The largest MX sets of real domains have about a dozen. More would only be work for us.
  static final int MAX_HOSTS = 20;

  private MxOrder() {}

  /// Sorts an MX set.
  ///
  /// @return by preference, equal ones in random order (RFC 5321 §5.1), each host once; without the
  ///     root, which is no host (RFC 7505 §3); empty for a null MX
  static List<MXRecord> ordered(List<MXRecord> exchanges) {
    List<MXRecord> result = new ArrayList<>(exchanges);
    Collections.shuffle(result, ThreadLocalRandom.current());
    result.sort(Comparator.comparingInt(MXRecord::getPriority));
    Set<Name> seen = new HashSet<>(Set.of(Name.root));
    result.removeIf(mx -> !seen.add(mx.getTarget()));
    return result.size() > MAX_HOSTS ? result.subList(0, MAX_HOSTS) : result;
  }
}
