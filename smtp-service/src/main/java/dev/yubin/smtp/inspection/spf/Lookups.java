package dev.yubin.smtp.inspection.spf;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.RecordType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The questions of one check, and how many there may be (RFC 7208 §4.6.4).
final class Lookups {
  private static final int MAX_TERMS = 10;
  private static final int MAX_VOID = 2;

  /// RFC 7208 §4.6.4: at least 20 seconds for a whole check.
  private static final Duration MAX_TIME = Duration.ofSeconds(20);

  private final DnsRecords records;
  private final InstantSource clock;
  private final Instant deadline;
  private int terms;
  private int voids;

  Lookups(DnsRecords records, InstantSource clock) {
    this.records = records;
    this.clock = clock;
    this.deadline = clock.instant().plus(MAX_TIME);
  }

  /// Counts a mechanism or modifier that asks the DNS.
  void countTerm() {
    if (++terms > MAX_TERMS) {
      throw SpfException.permanent("the record asks more than " + MAX_TERMS + " times");
    }
  }

  /// The answer, whatever it is. What cannot be a name is no such domain (RFC 7208 §4.8).
  DnsAnswer ask(RecordType type, String name) {
    if (clock.instant().isAfter(deadline)) {
      throw SpfException.temporary("the check took longer than " + MAX_TIME.toSeconds() + " s");
    }
    return DomainNames.isValid(name)
        ? records.find(type, name)
        : new DnsAnswer.NoSuchDomain(Duration.ZERO);
  }

  /// The records, none of them when there are none.
  List<String> find(RecordType type, String name) {
    return values(type, name, ask(type, name));
  }

  /// The same for the question that a mechanism is about. RFC 7208 §4.6.4: more than two without
  /// records are an error.
  List<String> findCounted(RecordType type, String name) {
    DnsAnswer answer = ask(type, name);
    if (answer.isVoid() && ++voids > MAX_VOID) {
      throw SpfException.permanent("more than " + MAX_VOID + " look-ups found nothing");
    }
    return values(type, name, answer);
  }

  private static List<String> values(RecordType type, String name, DnsAnswer answer) {
    return switch (answer) {
      case DnsAnswer.Found found -> found.values();
      case DnsAnswer.NoData none -> List.of();
      case DnsAnswer.NoSuchDomain none -> List.of();
      case DnsAnswer.TemporaryFailure(String reason) ->
          throw SpfException.temporary(type + " of " + name + ": " + reason);
    };
  }
}
