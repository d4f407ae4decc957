package dev.yubin.smtp.inspection.client;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.DnssecState;
import dev.yubin.dns.RecordType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Records in memory. A name without any does not exist.
final class TestZone implements DnsRecords {
  private static final Duration TTL = Duration.ofMinutes(5);

  final List<String> questions = new ArrayList<>();
  private final Map<String, DnsAnswer> answers = new HashMap<>();

  TestZone with(RecordType type, String name, String... values) {
    answers.put(
        type + " " + name, new DnsAnswer.Found(List.of(values), DnssecState.INDETERMINATE, TTL));
    return this;
  }

  TestZone failing(RecordType type, String name) {
    answers.put(type + " " + name, new DnsAnswer.TemporaryFailure("time-out"));
    return this;
  }

  TestZone without(RecordType type, String name) {
    answers.remove(type + " " + name);
    return this;
  }

  @Override
  public DnsAnswer find(RecordType type, String name) {
    questions.add(type + " " + name);
    return answers.getOrDefault(type + " " + name, new DnsAnswer.NoSuchDomain(TTL));
  }
}
