package dev.yubin.resolver.server;

import java.io.IOException;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// What a packet asks of us.
sealed interface Request {

  /// Not to be answered: too short for a header, or a response, which two servers would else send
  /// each other for ever.
  record Ignore() implements Request {}

  /// To be answered.
  sealed interface Answerable extends Request {
    /// The question if it could be read, else the header.
    Message query();
  }

  /// To be answered with a response code alone.
  record Reject(Message query, int rcode) implements Answerable {}

  /// A question for the resolver.
  record Ask(Message query) implements Answerable {}

  /// RFC 6891 §6.1.3: the only EDNS version there is.
  int EDNS_VERSION = 0;

  /// OPT, TSIG, SIG(0): no query has more.
  int MAX_ADDITIONAL = 4;

  static Request read(byte[] packet) {
    Optional<Header> header = header(packet);
    if (header.isEmpty() || header.get().getFlag(Flags.QR)) {
      return new Ignore();
    }
    if (header.get().getOpcode() != Opcode.QUERY) {
      return new Reject(headerOnly(header.get()), Rcode.NOTIMP);
    }
    if (!hasSoundCounts(header.get())) {
      return new Reject(headerOnly(header.get()), Rcode.FORMERR);
    }
    try {
      return judge(new Message(packet));
    } catch (IOException | RuntimeException e) {
      // dnsjava checks most records by exceptions of many kinds; all mean that this is no query.
      return new Reject(headerOnly(header.get()), Rcode.FORMERR);
    }
  }

  private static Request judge(Message query) {
    Record question = query.getQuestion();
    if (question == null || query.getHeader().getFlag(Flags.TC)) {
      return new Reject(headerOnly(query.getHeader()), Rcode.FORMERR);
    }
    if (query.getOPT() != null && query.getOPT().getVersion() > EDNS_VERSION) {
      return new Reject(query, Rcode.BADVERS);
    }
    // A question without RD asks what is in the cache, which is nobody's business.
    boolean refused =
        question.getDClass() != DClass.IN
            || isTransferOrMeta(question.getType())
            || !query.getHeader().getFlag(Flags.RD);
    return refused ? new Reject(query, Rcode.REFUSED) : new Ask(query);
  }

  /// RFC 6895 §3.1: 128 to 255 are for questions only; ANY is the one of them that has an answer.
  private static boolean isTransferOrMeta(int type) {
    return type == Type.OPT || (type >= 128 && type < 255);
  }

  private static Optional<Header> header(byte[] packet) {
    try {
      return packet.length < Header.LENGTH ? Optional.empty() : Optional.of(new Header(packet));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// RFC 9619 §4: a query has one question. The counts are checked first, since the parser makes
  /// room for as many records as they promise.
  private static boolean hasSoundCounts(Header header) {
    return header.getCount(Section.QUESTION) == 1
        && header.getCount(Section.ANSWER) == 0
        && header.getCount(Section.AUTHORITY) == 0
        && header.getCount(Section.ADDITIONAL) <= MAX_ADDITIONAL;
  }

  private static Message headerOnly(Header header) {
    Message message = new Message(header.getID());
    message.getHeader().setOpcode(header.getOpcode());
    if (header.getFlag(Flags.RD)) {
      message.getHeader().setFlag(Flags.RD);
    }
    return message;
  }
}
