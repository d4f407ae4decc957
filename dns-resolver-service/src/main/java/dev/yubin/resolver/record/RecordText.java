package dev.yubin.resolver.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.yubin.dns.RecordType;
import dev.yubin.resolver.answer.Content;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.TXTRecord;

/// Records in the form that [RecordType] promises.
final class RecordText {

  private RecordText() {}

  static List<String> values(RecordType type, Content content) {
    Stream<String> values =
        switch (type) {
          case A -> content.records(ARecord.class).map(r -> r.getAddress().getHostAddress());
          case AAAA -> content.records(AAAARecord.class).map(r -> r.getAddress().getHostAddress());
          case MX ->
              content.records(MXRecord.class).map(r -> r.getPriority() + " " + text(r.getTarget()));
          case PTR -> content.records(PTRRecord.class).map(r -> text(r.getTarget()));
          case TXT -> content.records(TXTRecord.class).map(RecordText::text);
        };
    return values.toList();
  }

  private static String text(Name name) {
    return name.canonicalize().toString(true);
  }

  /// RFC 7208 §3.3, RFC 6376 §3.6.2.2: the strings of one record are joined without a space.
  private static String text(TXTRecord record) {
    return record.getStringsAsByteArrays().stream()
        .map(octets -> new String(octets, ISO_8859_1))
        .collect(Collectors.joining());
  }
}
