package dev.yubin.testing.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// What a [ScriptedDnsServer] says: the zones' truth, bent where the test wants it bent.
final class ScriptedAnswers {
  private static final byte[] SILENCE = {};
  private static final int MAX_CHAIN = 8;

  private final Map<Name, DnsZone> zones;
  private final Map<Name, Misbehaviour> misbehaviours = new ConcurrentHashMap<>();
  private volatile @Nullable Misbehaviour always;

  ScriptedAnswers(Map<Name, DnsZone> zones) {
    this.zones = zones;
  }

  void misbehave(Name name, Misbehaviour how) {
    misbehaviours.put(name, how);
  }

  void misbehaveAlways(Misbehaviour how) {
    always = how;
  }

  void behave() {
    always = null;
    misbehaviours.clear();
  }

  static String text(Message query) {
    Record question = query.getQuestion();
    return question == null
        ? "nothing"
        : Type.string(question.getType()) + " " + question.getName().canonicalize();
  }

  /// Answers a query.
  ///
  /// @param size the largest reply that fits, octets
  /// @return the reply; empty for silence
  byte[] reply(Message query, boolean udp, int size) {
    Message truth = truth(query);
    Misbehaviour how = always != null ? always : misbehaviours.get(query.getQuestion().getName());
    if (how == null) {
      return truth.toWire(size);
    }
    return switch (how) {
      case SERVFAIL -> failure(query, Rcode.SERVFAIL);
      case REFUSED -> failure(query, Rcode.REFUSED);
      case SILENCE -> SILENCE;
      case TRUNCATION -> udp ? truncated(query) : truth.toWire(size);
      case WRONG_ID -> wrongId(truth, size);
      case WRONG_QUESTION -> wrongQuestion(truth, size);
      case UNASKED_RECORDS -> unaskedRecords(truth, size);
      case UNPROVEN -> unproven(truth, size);
      case GARBAGE -> garbage(query);
    };
  }

  private Message truth(Message query) {
    Message response = response(query);
    Name name = query.getQuestion().getName();
    int type = query.getQuestion().getType();
    for (int i = 0; i < MAX_CHAIN; i++) {
      Optional<DnsZone> zone = zoneOf(name, type);
      if (zone.isEmpty()) {
        if (i == 0) {
          response.getHeader().setRcode(Rcode.REFUSED);
        }
        return response;
      }
      Name next = zone.get().answer(name, type, response, wantsProofs(query));
      if (next.equals(name)) {
        return response;
      }
      name = next;
    }
    return response;
  }

  /// The nearest zone above a name; for DS that is the parent's (RFC 4035 §2.4).
  private Optional<DnsZone> zoneOf(Name name, int type) {
    return zones.values().stream()
        .filter(zone -> name.subdomain(zone.origin()))
        .filter(zone -> type != Type.DS || !name.equals(zone.origin()))
        .max(Comparator.comparingInt(zone -> zone.origin().labels()));
  }

  private static Message response(Message query) {
    Message response = new Message(query.getHeader().getID());
    response.getHeader().setFlag(Flags.QR);
    if (query.getHeader().getFlag(Flags.RD)) {
      response.getHeader().setFlag(Flags.RD);
    }
    response.addRecord(query.getQuestion(), Section.QUESTION);
    if (query.getOPT() != null) {
      response.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
    }
    return response;
  }

  private static boolean wantsProofs(Message query) {
    return query.getOPT() != null && (query.getOPT().getFlags() & ExtendedFlags.DO) != 0;
  }

  private static byte[] failure(Message query, int rcode) {
    Message response = response(query);
    response.getHeader().setRcode(rcode);
    return response.toWire();
  }

  private static byte[] truncated(Message query) {
    Message response = response(query);
    response.getHeader().setFlag(Flags.TC);
    return response.toWire();
  }

  private static byte[] wrongId(Message truth, int size) {
    byte[] wire = truth.toWire(size);
    wire[0] ^= 0x55;
    return wire;
  }

  private static byte[] wrongQuestion(Message truth, int size) {
    truth.removeAllRecords(Section.QUESTION);
    truth.addRecord(
        Record.newRecord(DnsZone.name("other.invalid"), Type.A, DClass.IN), Section.QUESTION);
    return truth.toWire(size);
  }

  private static byte[] unaskedRecords(Message truth, int size) {
    byte[] address = {127, 6, 6, 6};
    Name victim = DnsZone.name("victim.test");
    try {
      Record lie = new ARecord(victim, DClass.IN, 300, InetAddress.getByAddress(address));
      truth.addRecord(lie, Section.ANSWER);
      truth.addRecord(lie, Section.ADDITIONAL);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
    return truth.toWire(size);
  }

  private static byte[] unproven(Message truth, int size) {
    for (Record r : List.copyOf(truth.getSection(Section.AUTHORITY))) {
      if (r.getRRsetType() == Type.NSEC || r.getRRsetType() == Type.NSEC3) {
        truth.removeRecord(r, Section.AUTHORITY);
      }
    }
    return truth.toWire(size);
  }

  private static byte[] garbage(Message query) {
    byte[] wire = query.toWire();
    wire[2] |= (byte) 0x80;
    // A name that points at itself (RFC 1035 §4.1.4).
    wire[12] = (byte) 0xC0;
    wire[13] = 12;
    return wire;
  }
}
