package dev.yubin.smtp.inspection.dkim;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.DnssecState;
import dev.yubin.dns.RecordType;
import java.time.Duration;
import java.util.Map;

/// TXT records by name, one a line; `!` stands for a failure.
public record ScriptedRecords(Map<String, String> texts) implements DnsRecords {
  @Override
  public DnsAnswer find(RecordType type, String name) {
    String text = texts.get(name);
    if (text == null) {
      return new DnsAnswer.NoSuchDomain(Duration.ZERO);
    }
    return text.equals("!")
        ? new DnsAnswer.TemporaryFailure("scripted")
        : new DnsAnswer.Found(text.lines().toList(), DnssecState.INSECURE, Duration.ZERO);
  }
}
