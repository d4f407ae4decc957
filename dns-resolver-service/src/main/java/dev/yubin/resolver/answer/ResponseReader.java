package dev.yubin.resolver.answer;

import dev.yubin.dns.DnssecState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import org.xbill.DNS.WireParseException;

/// Makes an [Answer] of an upstream's response. Takes only the records that belong to the question
/// and the CNAMEs that lead on from it.
final class ResponseReader {
  private static final Set<Integer> PROOFS = Set.of(Type.SOA, Type.NSEC, Type.NSEC3);

  private ResponseReader() {}

  /// What a response says.
  ///
  /// @param answer its answer as far as it goes
  /// @param unfinished the target of a CNAME of which the response says nothing
  record Reading(Answer.Conclusive answer, Optional<Name> unfinished) {}

  /// @throws WireParseException when the response contradicts itself
  static Reading read(Question question, Message message, DnssecState dnssec)
      throws WireParseException {
    Message clean = normalized(question, message);
    List<Record> answers = ofChain(question, clean.getSection(Section.ANSWER));
    List<Record> authority = clean.getSection(Section.AUTHORITY);
    Name end = endOfChain(question, answers);
    boolean found = answers.stream().anyMatch(r -> isAsked(question, r) && r.getName().equals(end));
    if (found) {
      Content content = content(end, answers, List.of(), dnssec, ttl(answers));
      return new Reading(new Answer.Found(content), Optional.empty());
    }
    Content content = content(end, answers, authority, dnssec, negativeTtl(answers, authority));
    if (message.getRcode() == Rcode.NXDOMAIN) {
      return new Reading(new Answer.NoSuchName(content), Optional.empty());
    }
    boolean open = leadsOn(question, answers, end) && soa(authority).isEmpty();
    return new Reading(new Answer.NoData(content), open ? Optional.of(end) : Optional.empty());
  }

  /// Without the records that nobody asked for, which are how caches are poisoned (RFC 5452 §6).
  private static Message normalized(Question question, Message message) throws WireParseException {
    Message clean;
    try {
      clean = message.normalize(question.query());
    } catch (RuntimeException e) {
      // The library is not prepared for every circle of aliases.
      throw new WireParseException("response contradicts itself", e);
    }
    if (clean == null) {
      throw new WireParseException("response contradicts itself");
    }
    return clean;
  }

  /// The library keeps some records of other names, such as in answers about ANY.
  private static List<Record> ofChain(Question question, List<Record> answers) {
    Set<Name> names = new HashSet<>(Set.of(question.name()));
    for (Record r : answers) {
      if (r instanceof CNAMERecord cname && names.contains(cname.getName())) {
        names.add(cname.getTarget());
      }
    }
    return answers.stream().filter(r -> isOf(names, r)).toList();
  }

  /// A DNAME stands above the names that it is about (RFC 6672 §2.2).
  private static boolean isOf(Set<Name> names, Record r) {
    return r.getRRsetType() == Type.DNAME
        ? names.stream().anyMatch(name -> name.subdomain(r.getName()))
        : names.contains(r.getName());
  }

  private static Name endOfChain(Question question, List<Record> answers) {
    Name name = question.name();
    if (question.type() == Type.CNAME || question.type() == Type.ANY) {
      return name;
    }
    // The records are in the order of the chain: one pass, so a loop ends too.
    for (Record r : answers) {
      if (r instanceof CNAMERecord cname && cname.getName().equals(name)) {
        name = cname.getTarget();
      }
    }
    return name;
  }

  /// Whether CNAMEs lead away from the question, and be it in a circle.
  private static boolean leadsOn(Question question, List<Record> answers, Name end) {
    return !end.equals(question.name())
        || answers.stream().anyMatch(r -> r instanceof CNAMERecord && r.getName().equals(end));
  }

  private static boolean isAsked(Question question, Record r) {
    return r.getType() == question.type() || question.type() == Type.ANY;
  }

  private static Content content(
      Name end, List<Record> answers, List<Record> authority, DnssecState dnssec, long ttl) {
    return new Content(
        end, answers, relevant(authority), dnssec, Duration.ofSeconds(ttl), Duration.ZERO);
  }

  /// A negative answer keeps its SOA and its proofs, and nothing else.
  private static List<Record> relevant(List<Record> authority) {
    return authority.stream().filter(r -> PROOFS.contains(r.getRRsetType())).toList();
  }

  private static long ttl(List<Record> answers) {
    return answers.stream().mapToLong(Record::getTTL).min().orElse(0);
  }

  /// RFC 2308 §5: the smaller of the SOA's TTL and its MINIMUM; without a SOA it is not cached.
  private static long negativeTtl(List<Record> answers, List<Record> authority) {
    long ofSoa = soa(authority).map(s -> Math.min(s.getTTL(), s.getMinimum())).orElse(0L);
    long ofChain = answers.stream().mapToLong(Record::getTTL).min().orElse(ofSoa);
    return Math.min(ofSoa, ofChain);
  }

  private static Optional<SOARecord> soa(List<Record> authority) {
    return authority.stream()
        .filter(SOARecord.class::isInstance)
        .map(SOARecord.class::cast)
        .findFirst();
  }
}
