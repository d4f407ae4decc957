package dev.yubin.resolver.server;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// SipHash-2-4, the keyed hash of RFC 9018 §4.4.
final class SipHash {
  private static final int WORD = 8;

  private long v0;
  private long v1;
  private long v2;
  private long v3;

  private SipHash(long k0, long k1) {
    v0 = k0 ^ 0x736f6d6570736575L;
    v1 = k1 ^ 0x646f72616e646f6dL;
    v2 = k0 ^ 0x6c7967656e657261L;
    v3 = k1 ^ 0x7465646279746573L;
  }

  /// @param key 16 octets
  /// @return little-endian as the octets are
  static long hash(byte[] key, byte[] message) {
    ByteBuffer keys = littleEndian(key);
    SipHash state = new SipHash(keys.getLong(), keys.getLong());
    ByteBuffer in = littleEndian(message);
    while (in.remaining() >= WORD) {
      state.absorb(in.getLong());
    }
    long last = (long) message.length << 56;
    for (int shift = 0; in.hasRemaining(); shift += 8) {
      last |= (in.get() & 0xFFL) << shift;
    }
    state.absorb(last);
    return state.finish();
  }

  private static ByteBuffer littleEndian(byte[] octets) {
    return ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void absorb(long word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }

  private long finish() {
    v2 ^= 0xFF;
    for (int i = 0; i < 4; i++) {
      round();
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void round() {
    v0 += v1;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v3;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 += v3;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 += v1;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v2 = Long.rotateLeft(v2, 32);
  }
}
