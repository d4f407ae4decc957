package dev.yubin.smtp.inspection.dmarc;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Walks up the DNS tree from a domain (RFC 9989 §4.10). Answers are kept for the mail that is
/// judged, so that aligned domains cost no second question.
final class TreeWalk {
  private static final int MAX_QUERIES = 8;

  /// The policy record of a domain on the way up.
  record Step(String domain, DmarcRecord record) {}

  /// The DNS gives no answer now.
  static final class Unanswered extends Exception {}

  private final DnsRecords dns;
  private final Map<String, Optional<DmarcRecord>> known = new HashMap<>();

  TreeWalk(DnsRecords dns) {
    this.dns = dns;
  }

  /// The records from the domain upwards, up to one that ends the walk.
  List<Step> from(String domain) throws Unanswered {
    List<Step> steps = new ArrayList<>();
    for (String name : names(domain)) {
      Optional<DmarcRecord> record = record(name);
      if (record.isPresent()) {
        steps.add(new Step(name, record.get()));
        if (record.get().publicSuffix() != DmarcRecord.PublicSuffix.UNKNOWN) {
          break;
        }
      }
    }
    return steps;
  }

  /// The domain itself, then its parents; of a long name only the last seven labels (RFC 9989
  /// §4.10 step 4).
  static List<String> names(String domain) {
    String[] labels = domain.split("\\.");
    List<String> names = new ArrayList<>(List.of(domain));
    for (int from = Math.max(1, labels.length - MAX_QUERIES + 1); from < labels.length; from++) {
      names.add(String.join(".", Arrays.copyOfRange(labels, from, labels.length)));
    }
    return names;
  }

  /// RFC 9989 §4.10.2.
  String organizationalDomain(String domain) throws Unanswered {
    List<Step> steps = from(domain);
    for (Step step : steps) {
      switch (step.record().publicSuffix()) {
        case NO -> {
          return step.domain();
        }
        case YES -> {
          if (!step.domain().equals(domain)) {
            return below(step.domain(), domain);
          }
          return domain;
        }
        case UNKNOWN -> {}
      }
    }
    // The shortest name that has a record.
    return steps.isEmpty() ? domain : steps.getLast().domain();
  }

  /// The name one label below a suffix, on the way to a domain.
  private static String below(String suffix, String domain) {
    String rest = domain.substring(0, domain.length() - suffix.length() - 1);
    return rest.substring(rest.lastIndexOf('.') + 1) + "." + suffix;
  }

  private Optional<DmarcRecord> record(String domain) throws Unanswered {
    Optional<DmarcRecord> cached = known.get(domain);
    if (cached == null) {
      cached = ask(domain);
      known.put(domain, cached);
    }
    return cached;
  }

  private Optional<DmarcRecord> ask(String domain) throws Unanswered {
    return switch (dns.find(RecordType.TXT, "_dmarc." + domain)) {
      case DnsAnswer.Found found -> only(found.values());
      case DnsAnswer.NoData _, DnsAnswer.NoSuchDomain _ -> Optional.empty();
      case DnsAnswer.TemporaryFailure _ -> throw new Unanswered();
    };
  }

  /// RFC 9989 §4.10: more than one record counts as none.
  private static Optional<DmarcRecord> only(List<String> texts) {
    List<DmarcRecord> records =
        texts.stream().map(DmarcRecord::parse).flatMap(Optional::stream).toList();
    return records.size() == 1 ? Optional.of(records.getFirst()) : Optional.empty();
  }
}
