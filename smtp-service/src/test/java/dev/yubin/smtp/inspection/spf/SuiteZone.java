package dev.yubin.smtp.inspection.spf;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.DnssecState;
import dev.yubin.dns.RecordType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The `zonedata` of a scenario of the suite. Records of type SPF are TXT records, unless their
/// name has a TXT record of its own; `TIMEOUT` is the answer for every type that a name does
/// not have.
final class SuiteZone implements DnsRecords {
  private static final Duration TTL = Duration.ofMinutes(5);

  private final Map<String, List<?>> zone = new HashMap<>();

  SuiteZone(Map<?, ?> data) {
    data.forEach(
        (name, records) -> zone.put(name.toString().toLowerCase(Locale.ROOT), (List<?>) records));
  }

  @Override
  public DnsAnswer find(RecordType type, String name) {
    return find(type, name, 8);
  }

  private DnsAnswer find(RecordType type, String name, int steps) {
    List<?> records = zone.get(name.toLowerCase(Locale.ROOT));
    if (records == null) {
      return new DnsAnswer.NoSuchDomain(TTL);
    }
    List<String> alias = values(records, "CNAME").toList();
    if (!alias.isEmpty()) {
      return steps == 0
          ? new DnsAnswer.TemporaryFailure("loop")
          : find(type, alias.getFirst(), steps - 1);
    }
    boolean copied = type == RecordType.TXT && values(records, "TXT").findAny().isEmpty();
    List<String> found =
        values(records, copied ? "SPF" : type.name()).filter(v -> !v.equals("NONE")).toList();
    if (!found.isEmpty()) {
      return new DnsAnswer.Found(found, DnssecState.INDETERMINATE, TTL);
    }
    return records.contains("TIMEOUT")
        ? new DnsAnswer.TemporaryFailure("timeout")
        : new DnsAnswer.NoData(TTL);
  }

  private static Stream<String> values(List<?> records, String type) {
    return records.stream()
        .filter(Map.class::isInstance)
        .map(r -> ((Map<?, ?>) r).get(type))
        .filter(v -> v != null)
        .map(v -> text(type, v));
  }

  private static String text(String type, Object value) {
    String text =
        value instanceof List<?> parts
            ? parts.stream()
                .map(Object::toString)
                .collect(Collectors.joining(type.equals("MX") ? " " : ""))
            : value.toString();
    return type.equals("TXT") || type.equals("SPF")
        ? text
        : text.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
  }
}
