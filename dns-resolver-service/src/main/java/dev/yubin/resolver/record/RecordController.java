package dev.yubin.resolver.record;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.RecordType;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.web.bind.annotation.RestController;

/// The HTTP side of the look-ups of records.
@RestController
class RecordController implements DnsRecords {
  private final RecordFinder finder;
  private final MeterRegistry metrics;

  RecordController(RecordFinder finder, MeterRegistry metrics) {
    this.finder = finder;
    this.metrics = metrics;
  }

  @Override
  public DnsAnswer find(RecordType type, String name) {
    DnsAnswer answer = finder.find(type, name);
    metrics
        .counter("yubin.dns.questions", "source", "http", "outcome", outcome(answer))
        .increment();
    return answer;
  }

  private static String outcome(DnsAnswer answer) {
    return switch (answer) {
      case DnsAnswer.Found found -> "found";
      case DnsAnswer.NoData none -> "no-data";
      case DnsAnswer.NoSuchDomain none -> "no-such-domain";
      case DnsAnswer.TemporaryFailure failure -> "temporary-failure";
    };
  }
}
