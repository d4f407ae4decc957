package dev.yubin.smtp.inspection.client;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.DnssecState;
import dev.yubin.dns.RecordType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Records in memory. A name without any does not exist.
public final class TestZone implements DnsRecords {
  private static final Duration TTL = Duration.ofMinutes(5);

  final List<String> questions = new CopyOnWriteArrayList<>();
  private final Map<String, DnsAnswer> answers = new HashMap<>();
  private DnsAnswer otherwise = new DnsAnswer.NoSuchDomain(TTL);

  public TestZone with(RecordType type, String name, String... values) {
    answers.put(
        type + " " + name, new DnsAnswer.Found(List.of(values), DnssecState.INDETERMINATE, TTL));
    return this;
  }

  public TestZone failing(RecordType type, String name) {
    answers.put(type + " " + name, new DnsAnswer.TemporaryFailure("time-out"));
    return this;
  }

  TestZone without(RecordType type, String name) {
    answers.remove(type + " " + name);
    return this;
  }

  /// Nobody answers any more, but for what stands here.
  public TestZone down() {
    otherwise = new DnsAnswer.TemporaryFailure("nobody answers");
    return this;
  }

  @Override
  public DnsAnswer find(RecordType type, String name) {
    questions.add(type + " " + name);
    return answers.getOrDefault(type + " " + name, otherwise);
  }
}
