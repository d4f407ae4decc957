package dev.yubin.resolver.server;

import dev.yubin.dns.DnssecState;
import dev.yubin.resolver.answer.Answer;
import dev.yubin.resolver.answer.Content;
import dev.yubin.resolver.answer.Validation;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.HINFORecord;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Writes an answer as the response to a query.
final class ResponseWriter {
  private static final long ANY_TTL = 3_600;

  private ResponseWriter() {}

  static Message response(Message query, Answer answer) {
    return switch (answer) {
      case Answer.Found(Content content) -> full(query, Rcode.NOERROR, content);
      case Answer.NoData(Content content) -> full(query, Rcode.NOERROR, content);
      case Answer.NoSuchName(Content content) -> full(query, Rcode.NXDOMAIN, content);
      case Answer.Failed failed ->
          failure(query, Rcode.SERVFAIL, ExtendedErrorCodeOption.NO_REACHABLE_AUTHORITY);
      case Answer.Bogus(String reason, int extendedError) ->
          failure(query, Rcode.SERVFAIL, extendedError);
    };
  }

  /// A response without records.
  static Message rejection(Message query, int rcode) {
    return start(query, rcode, List.of());
  }

  /// A response without records that says why (RFC 8914 §2).
  static Message rejection(Message query, int rcode, int extendedError) {
    return failure(query, rcode, extendedError);
  }

  /// An empty response that asks the client to come over TCP.
  static Message truncation(Message query) {
    Message response = rejection(query, Rcode.NOERROR);
    response.getHeader().setFlag(Flags.TC);
    return response;
  }

  /// RFC 8482 §4.2: ANY is used by few but attackers, and answered by one small record.
  static Message minimalAny(Message query) {
    Message response = rejection(query, Rcode.NOERROR);
    response.addRecord(
        new HINFORecord(query.getQuestion().getName(), DClass.IN, ANY_TTL, "RFC8482", ""),
        Section.ANSWER);
    return response;
  }

  /// Puts an option into a response that has OPT.
  static void add(Message response, EDNSOption option) {
    OPTRecord opt = response.getOPT();
    if (opt != null) {
      List<EDNSOption> options = new ArrayList<>(opt.getOptions());
      options.add(option);
      response.removeRecord(opt, Section.ADDITIONAL);
      response.addRecord(
          new OPTRecord(
              opt.getPayloadSize(),
              opt.getExtendedRcode(),
              opt.getVersion(),
              opt.getFlags(),
              options),
          Section.ADDITIONAL);
    }
  }

  /// RFC 8914 §2: the client is told what kind of failure it was.
  private static Message failure(Message query, int rcode, int extendedError) {
    return start(query, rcode, List.of(new ExtendedErrorCodeOption(extendedError)));
  }

  private static Message full(Message query, int rcode, Content content) {
    Message response = start(query, rcode, stale(rcode, content));
    boolean signatures = wantsSignatures(query);
    // RFC 6840 §5.8: AD is for those who ask for it, by AD or by DO.
    if (content.dnssec() == DnssecState.SECURE
        && (signatures || query.getHeader().getFlag(Flags.AD))) {
      response.getHeader().setFlag(Flags.AD);
    }
    add(response, Section.ANSWER, content.answers(), content, signatures);
    add(response, Section.AUTHORITY, content.authority(), content, signatures);
    return response;
  }

  /// RFC 8914 §4.4, §4.20
  private static List<EDNSOption> stale(int rcode, Content content) {
    int code =
        rcode == Rcode.NXDOMAIN
            ? ExtendedErrorCodeOption.STALE_NXDOMAIN_ANSWER
            : ExtendedErrorCodeOption.STALE_ANSWER;
    return content.isStale() ? List.of(new ExtendedErrorCodeOption(code)) : List.of();
  }

  private static void add(
      Message response, int section, List<Record> records, Content content, boolean signatures) {
    int asked = response.getQuestion().getType();
    for (Record r : records) {
      if (signatures || !isProof(r) || r.getType() == asked) {
        response.addRecord(content.aged(r), section);
      }
    }
  }

  private static boolean isProof(Record r) {
    return r.getType() == Type.RRSIG || r.getType() == Type.NSEC || r.getType() == Type.NSEC3;
  }

  private static boolean wantsSignatures(Message query) {
    OPTRecord opt = query.getOPT();
    return opt != null && (opt.getFlags() & ExtendedFlags.DO) != 0;
  }

  private static Message start(Message query, int rcode, List<EDNSOption> options) {
    Message response = new Message(query.getHeader().getID());
    Header header = response.getHeader();
    header.setOpcode(query.getHeader().getOpcode());
    header.setFlag(Flags.QR);
    header.setFlag(Flags.RA);
    copyFlag(query, response, Flags.RD);
    copyFlag(query, response, Flags.CD);
    header.setRcode(rcode & 0xF);
    if (query.getQuestion() != null) {
      response.addRecord(query.getQuestion(), Section.QUESTION);
    }
    if (query.getOPT() != null) {
      // RFC 6891 §6.1.1: OPT is answered by OPT, which carries the upper bits of the response code.
      int flags = wantsSignatures(query) ? ExtendedFlags.DO : 0;
      response.addRecord(
          new OPTRecord(Validation.UDP_PAYLOAD, rcode >> 4, 0, flags, options), Section.ADDITIONAL);
    }
    return response;
  }

  private static void copyFlag(Message from, Message to, int flag) {
    if (from.getHeader().getFlag(flag)) {
      to.getHeader().setFlag(flag);
    }
  }
}
