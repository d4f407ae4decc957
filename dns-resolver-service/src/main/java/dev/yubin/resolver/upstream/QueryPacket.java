package dev.yubin.resolver.upstream;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.WireParseException;

/// One query on the wire, and how the response to it is told from everything else that arrives
/// (RFC 5452 §9.1).
final class QueryPacket {
  private static final SecureRandom random = new SecureRandom();

  /// RFC 1035 §4.1.1, octets.
  private static final int HEADER = 12;

  private final byte[] asked;
  private final byte[] sent;
  private final int nameEnd;

  private QueryPacket(Message query) {
    this.asked = query.toWire();
    this.sent = asked.clone();
    this.nameEnd = HEADER + query.getQuestion().getName().length();
  }

  /// Under a random id (RFC 5452 §4.3).
  ///
  /// @param randomCase whether each letter of the name is sent in random case, which a forger would
  ///     have to guess too: "0x20", draft-vixie-dnsext-dns0x20-00
  static QueryPacket of(Message query, boolean randomCase) {
    QueryPacket packet = new QueryPacket(query);
    byte[] dice = new byte[2 + packet.nameEnd - HEADER];
    random.nextBytes(dice);
    packet.sent[0] = dice[0];
    packet.sent[1] = dice[1];
    for (int i = HEADER; randomCase && i < packet.nameEnd; i++) {
      packet.sent[i] ^= isLetter(packet.sent[i]) ? (byte) (dice[2 + i - HEADER] & 0x20) : 0;
    }
    return packet;
  }

  /// Under id 0, so that HTTP caches see equal queries as equal (RFC 8484 §4.1).
  static QueryPacket withoutId(Message query) {
    QueryPacket packet = new QueryPacket(query);
    packet.sent[0] = 0;
    packet.sent[1] = 0;
    return packet;
  }

  /// How far a packet is the response to this query.
  enum Match {
    NONE,
    /// To this query, but the name is spelled in other case.
    FOLDED,
    EXACT
  }

  byte[] octets() {
    return sent.clone();
  }

  Match match(byte[] reply) {
    if (reply.length < HEADER || !isResponse(reply) || !sameAsSent(reply, 0, 2)) {
      return Match.NONE;
    }
    int questions = (reply[4] & 0xFF) << 8 | reply[5] & 0xFF;
    if (questions == 0) {
      // A server that cannot read the query at all has no question to repeat.
      return isFailure(reply) ? Match.EXACT : Match.NONE;
    }
    int end = nameEnd + 4;
    if (questions != 1 || reply.length < end || !sameAsSent(reply, nameEnd, end)) {
      return Match.NONE;
    }
    if (sameAsSent(reply, HEADER, nameEnd)) {
      return Match.EXACT;
    }
    return sameName(reply) ? Match.FOLDED : Match.NONE;
  }

  /// The message in a packet that matches. The name gets its case back, and with it all names that
  /// point at it (RFC 1035 §4.1.4).
  ///
  /// @throws IOException when the packet is malformed
  Message read(byte[] reply) throws IOException {
    byte[] restored = reply.clone();
    System.arraycopy(asked, 0, restored, 0, 2);
    if (reply.length >= nameEnd && sameName(reply)) {
      System.arraycopy(asked, HEADER, restored, HEADER, nameEnd - HEADER);
    }
    try {
      return new Message(restored);
    } catch (RuntimeException e) {
      // What the library's parser of one of many record types did not expect.
      throw new WireParseException("malformed response", e);
    }
  }

  static boolean isTruncated(byte[] reply) {
    return (reply[2] & 0x02) != 0;
  }

  private static boolean isResponse(byte[] reply) {
    boolean response = (reply[2] & 0x80) != 0;
    boolean query = (reply[2] & 0x78) == 0;
    return response && query;
  }

  private static boolean isFailure(byte[] reply) {
    int rcode = reply[3] & 0x0F;
    return rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN;
  }

  private boolean sameAsSent(byte[] reply, int from, int to) {
    return Arrays.equals(reply, from, to, sent, from, to);
  }

  /// The lengths of labels are below all letters, so that they need no care.
  private boolean sameName(byte[] reply) {
    for (int i = HEADER; i < nameEnd; i++) {
      if (lowerCase(reply[i]) != lowerCase(sent[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(byte octet) {
    byte lower = lowerCase(octet);
    return lower >= 'a' && lower <= 'z';
  }

  private static byte lowerCase(byte octet) {
    return octet >= 'A' && octet <= 'Z' ? (byte) (octet | 0x20) : octet;
  }
}
