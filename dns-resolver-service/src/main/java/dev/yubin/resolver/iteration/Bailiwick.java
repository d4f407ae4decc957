package dev.yubin.resolver.iteration;

import java.util.List;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// What the servers of a zone have a say in.
final class Bailiwick {
  private Bailiwick() {}

  /// The response without records of names outside the zone (RFC 5452 §6). Where an alias leads out
  /// of it, neither the response code nor the SOA is about the alias's target.
  static Message within(Name zone, Message response) {
    Message clean = response.clone();
    for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
      for (Record r : List.copyOf(clean.getSection(section))) {
        if (!r.getName().subdomain(zone)) {
          clean.removeRecord(r, section);
        }
      }
    }
    if (leadsOut(zone, clean)) {
      clean.getHeader().setRcode(Rcode.NOERROR);
      for (Record r : List.copyOf(clean.getSection(Section.AUTHORITY))) {
        if (r.getRRsetType() == Type.SOA) {
          clean.removeRecord(r, Section.AUTHORITY);
        }
      }
    }
    return clean;
  }

  private static boolean leadsOut(Name zone, Message response) {
    return response.getSection(Section.ANSWER).stream()
        .anyMatch(r -> r instanceof CNAMERecord alias && !alias.getTarget().subdomain(zone));
  }
}
