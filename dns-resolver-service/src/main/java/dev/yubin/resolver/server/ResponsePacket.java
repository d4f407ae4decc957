package dev.yubin.resolver.server;

import dev.yubin.resolver.answer.Validation;
import java.util.Arrays;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/// A response as octets: reads the ones that we have written ourselves.
final class ResponsePacket {
  private static final int AA_AND_TC = 0x06;
  private static final int QR_AND_TC = 0x82;
  private static final int RA = 0x80;
  private static final int CD = 0x10;

  /// Type, class, TTL and length of a record (RFC 1035 §4.1.3), octets.
  private static final int RECORD_HEAD = 10;

  private ResponsePacket() {}

  /// Whether it is an answer of the DNS and complete. Those of our own zones do not age.
  static boolean isWholeAnswer(byte[] response) {
    int rcode = rcode(response);
    return response.length >= PacketKey.HEADER
        && (response[2] & AA_AND_TC) == 0
        && (rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN);
  }

  /// The query made an empty response that asks the client to come over TCP, at no more cost than
  /// copying it.
  ///
  /// @param query of those that have a [PacketKey]: a question, and OPT behind it or nothing
  static byte[] truncation(byte[] query, int questionEnd) {
    byte[] response = query.clone();
    response[2] |= (byte) QR_AND_TC;
    response[3] = (byte) (RA | query[3] & CD);
    if (query.length > questionEnd) {
      response[questionEnd + 3] = (byte) (Validation.UDP_PAYLOAD >> 8);
      response[questionEnd + 4] = (byte) Validation.UDP_PAYLOAD;
    }
    return response;
  }

  static int rcode(byte[] response) {
    return response[3] & 0x0F;
  }

  /// Where the TTLs of all records are, but for OPT, whose TTL is none.
  static int[] ttls(byte[] response, int questionEnd) {
    int records =
        PacketKey.u16(response, 6) + PacketKey.u16(response, 8) + PacketKey.u16(response, 10);
    int[] ttls = new int[records];
    int count = 0;
    int at = questionEnd;
    for (int i = 0; i < records; i++) {
      at = afterName(response, at);
      if (PacketKey.u16(response, at) != Type.OPT) {
        ttls[count++] = at + 4;
      }
      at += RECORD_HEAD + PacketKey.u16(response, at + 8);
    }
    return Arrays.copyOf(ttls, count);
  }

  private static int afterName(byte[] response, int from) {
    int at = from;
    while (response[at] != 0) {
      if ((response[at] & 0xC0) == 0xC0) {
        return at + 2;
      }
      at += (response[at] & 0xFF) + 1;
    }
    return at + 1;
  }

  static int ttl(byte[] response, int at) {
    return PacketKey.u16(response, at) << 16 | PacketKey.u16(response, at + 2);
  }

  static void setTtl(byte[] response, int at, int ttl) {
    for (int i = 0; i < 4; i++) {
      response[at + i] = (byte) (ttl >> (24 - 8 * i));
    }
  }
}
