package dev.yubin.resolver.server;

import dev.yubin.resolver.answer.Validation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Type;

/// All of a usual query that its response depends on: the question, the flags and what OPT says.
final class PacketKey {
  /// RFC 1035 §4.1.1, octets.
  static final int HEADER = 12;

  private static final int QUESTION_TAIL = 4;

  /// Root name, type, size, extended code and flags, length (RFC 6891 §6.1.2), octets.
  private static final int OPT = 11;

  private static final int RD = 0x01;
  private static final int AD_AND_CD = 0x30;
  private static final int MAX_LABEL = 63;
  private static final int MAX_NAME = 255;

  private final byte[] octets;
  private final int questionEnd;
  private final int hash;

  private PacketKey(byte[] octets, int questionEnd) {
    this.octets = octets;
    this.questionEnd = questionEnd;
    this.hash = Arrays.hashCode(octets);
  }

  /// @return null for a query with anything that is not seen every day, such as an option
  static @Nullable PacketKey of(byte[] query) {
    if (query.length < HEADER || query[2] != RD || (query[3] & ~AD_AND_CD) != 0) {
      return null;
    }
    boolean withOpt = u16(query, 10) == 1;
    if (u16(query, 4) != 1
        || u16(query, 6) != 0
        || u16(query, 8) != 0
        || (!withOpt && u16(query, 10) != 0)) {
      return null;
    }
    int nameEnd = nameEnd(query);
    int end = nameEnd + QUESTION_TAIL;
    if (nameEnd < 0
        || query.length != end + (withOpt ? OPT : 0)
        || u16(query, nameEnd + 2) != DClass.IN
        || (withOpt && !isPlainOpt(query, end))) {
      return null;
    }
    return new PacketKey(octets(query, nameEnd, end, withOpt), end);
  }

  /// @return -1 when it is no name, or compressed, which no client does
  private static int nameEnd(byte[] query) {
    int at = HEADER;
    while (at < query.length && query[at] != 0) {
      int length = query[at] & 0xFF;
      if (length > MAX_LABEL) {
        return -1;
      }
      at += length + 1;
    }
    boolean whole = at + 1 + QUESTION_TAIL <= query.length && at + 1 - HEADER <= MAX_NAME;
    return whole ? at + 1 : -1;
  }

  /// Of version 0, without options, and of the flags with DO alone.
  private static boolean isPlainOpt(byte[] query, int at) {
    return query[at] == 0
        && u16(query, at + 1) == Type.OPT
        && u16(query, at + 5) == 0
        && (u16(query, at + 7) & 0x7FFF) == 0
        && u16(query, at + 9) == 0;
  }

  private static byte[] octets(byte[] query, int nameEnd, int end, boolean withOpt) {
    byte[] octets = Arrays.copyOfRange(query, HEADER, end + 4);
    // The lengths of labels are below all letters, so that they need no care.
    for (int i = 0; i < nameEnd - HEADER; i++) {
      if (octets[i] >= 'A' && octets[i] <= 'Z') {
        octets[i] |= 0x20;
      }
    }
    int tail = end - HEADER;
    int size = withOpt ? Math.clamp(u16(query, end + 3), 512, Validation.UDP_PAYLOAD) : 0;
    octets[tail] = query[3];
    octets[tail + 1] = withOpt ? query[end + 7] : 0;
    octets[tail + 2] = (byte) (size >> 8);
    octets[tail + 3] = (byte) size;
    return octets;
  }

  /// Where the question ends, in the query as in the response to it.
  int questionEnd() {
    return questionEnd;
  }

  static int u16(byte[] packet, int at) {
    return (packet[at] & 0xFF) << 8 | packet[at + 1] & 0xFF;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PacketKey key && Arrays.equals(octets, key.octets);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
