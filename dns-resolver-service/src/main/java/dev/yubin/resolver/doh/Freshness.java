package dev.yubin.resolver.doh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/// How long HTTP may keep a response (RFC 8484 §5.1).
final class Freshness {
  private Freshness() {}

  /// @param response a DNS message of our own
  /// @return the smallest TTL of the answer; without an answer what the SOA grants (RFC 2308 §5);
  ///     zero for failures
  static Duration of(byte[] response) {
    try {
      Message message = new Message(response);
      List<Record> answers = message.getSection(Section.ANSWER);
      long seconds = answers.isEmpty() ? negative(message) : smallest(answers);
      return Duration.ofSeconds(seconds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long smallest(List<Record> records) {
    return records.stream().mapToLong(Record::getTTL).min().orElse(0);
  }

  private static long negative(Message message) {
    return message.getSection(Section.AUTHORITY).stream()
        .filter(SOARecord.class::isInstance)
        .map(SOARecord.class::cast)
        .mapToLong(soa -> Math.min(soa.getTTL(), soa.getMinimum()))
        .min()
        .orElse(0);
  }
}
