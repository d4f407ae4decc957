package dev.yubin.resolver.iteration;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// An answer that is put together of those of all zones that its aliases lead through (RFC 1034
/// §5.3.3), so that it can be proven as a whole.
final class AliasChain {
  private static final int MAX_ALIASES = 8;

  private final Walk walk;

  AliasChain(Walk walk) {
    this.walk = walk;
  }

  Message resolve(Message query) throws IOException {
    Message whole = walk.resolve(query);
    Set<Name> asked = new HashSet<>(Set.of(query.getQuestion().getName()));
    Optional<Name> target = open(whole);
    while (target.isPresent()) {
      if (!asked.add(target.get()) || asked.size() > MAX_ALIASES) {
        throw new IOException("CNAME loop or chain too long at " + target.get());
      }
      Message next = walk.resolve(at(query, target.get()));
      target = open(next);
      append(whole, next);
    }
    return whole;
  }

  private static Message at(Message query, Name target) {
    Message next =
        Message.newQuery(Record.newRecord(target, query.getQuestion().getType(), DClass.IN));
    OPTRecord opt = query.getOPT();
    if (opt != null) {
      next.addRecord(opt, Section.ADDITIONAL);
    }
    return next;
  }

  private static void append(Message whole, Message next) {
    for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
      next.getSection(section).forEach(r -> whole.addRecord(r, section));
    }
    whole.getHeader().setRcode(next.getHeader().getRcode());
  }

  /// @return the name at the end of the aliases, when the response says nothing of it
  private static Optional<Name> open(Message response) {
    Record asked = response.getQuestion();
    List<Record> answers = response.getSection(Section.ANSWER);
    Name end = end(asked, answers);
    boolean told =
        end.equals(asked.getName())
            || response.getRcode() != Rcode.NOERROR
            || answers.stream().anyMatch(r -> isAsked(r, end, asked.getType()))
            || response.getSection(Section.AUTHORITY).stream()
                .anyMatch(r -> r.getType() == Type.SOA);
    return told ? Optional.empty() : Optional.of(end);
  }

  private static Name end(Record asked, List<Record> answers) {
    Name name = asked.getName();
    if (asked.getType() != Type.CNAME && asked.getType() != Type.ANY) {
      for (Record r : answers) {
        if (r instanceof CNAMERecord alias && alias.getName().equals(name)) {
          name = alias.getTarget();
        }
      }
    }
    return name;
  }

  private static boolean isAsked(Record r, Name name, int type) {
    return r.getName().equals(name) && r.getType() == type;
  }
}
