package dev.yubin.smtp.inspection.client;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.RecordType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A list and whether it works: one that has been given up may have no address, or every one. It is
/// checked when it is asked and the last check is long ago.
final class CheckedList {
  private static final Logger log = LoggerFactory.getLogger(CheckedList.class);

  private static final Duration GOOD_FOR = Duration.ofMinutes(30);
  private static final Duration BAD_FOR = Duration.ofMinutes(5);

  /// RFC 5782 §5: 127.0.0.2 must be on every list, 127.0.0.1 on none.
  private static final String LISTED = "2.0.0.127.";

  private static final String NOT_LISTED = "1.0.0.127.";

  private final AddressList list;
  private final DnsRecords records;
  private final InstantSource clock;
  private final ReentrantLock checking = new ReentrantLock();
  private volatile @Nullable Health health;

  private record Health(Optional<String> problem, Instant until) {}

  CheckedList(AddressList list, DnsRecords records, InstantSource clock) {
    this.list = list;
    this.records = records;
    this.clock = clock;
  }

  AddressList list() {
    return list;
  }

  boolean works() {
    Health known = health;
    if (known != null && clock.instant().isBefore(known.until)) {
      return known.problem.isEmpty();
    }
    // While one asks, others go by what was found before; at first they wait.
    if (known == null) {
      checking.lock();
    } else if (!checking.tryLock()) {
      return known.problem.isEmpty();
    }
    try {
      return check().problem.isEmpty();
    } finally {
      checking.unlock();
    }
  }

  private Health check() {
    Health before = health;
    Instant now = clock.instant();
    if (before != null && now.isBefore(before.until)) {
      return before;
    }
    Optional<String> problem = problem();
    Health found = new Health(problem, now.plus(problem.isEmpty() ? GOOD_FOR : BAD_FOR));
    report(before, found);
    health = found;
    return found;
  }

  private Optional<String> problem() {
    if (!(records.find(RecordType.A, LISTED + list.zone()) instanceof DnsAnswer.Found found)
        || found.values().stream().noneMatch(ListAnswer::isCode)) {
      return Optional.of("127.0.0.2 is not listed");
    }
    return switch (records.find(RecordType.A, NOT_LISTED + list.zone())) {
      case DnsAnswer.Found wrong -> Optional.of("127.0.0.1 is listed");
      case DnsAnswer.NoData none -> Optional.empty();
      case DnsAnswer.NoSuchDomain none -> Optional.empty();
      case DnsAnswer.TemporaryFailure failure -> Optional.of("no answer about 127.0.0.1");
    };
  }

  /// One line when it changes, none while it stays.
  private void report(@Nullable Health before, Health now) {
    boolean was = before == null || before.problem.isEmpty();
    if (was && now.problem.isPresent()) {
      log.warn("event=address-list-ignored zone={} reason=\"{}\"", list.zone(), now.problem.get());
    } else if (!was && now.problem.isEmpty()) {
      log.info("event=address-list-works zone={}", list.zone());
    }
  }
}
