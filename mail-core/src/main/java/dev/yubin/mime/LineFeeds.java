package dev.yubin.mime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks for LF, eight octets at a time: most octets of a mail are only ever looked at here.
final class LineFeeds {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;
  private static final long EACH_LF = 0x0a0a_0a0a_0a0a_0a0aL;

  private LineFeeds() {}

  /// The index of the first LF, `end` when there is none.
  static int find(byte[] octets, int from, int end) {
    int i = from;
    for (; i <= end - 8; i += 8) {
      long found = lineFeeds((long) LONGS.get(octets, i));
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (i < end && octets[i] != '\n') {
      i++;
    }
    return i;
  }

  static int count(byte[] octets, int from, int end) {
    int count = 0;
    int i = from;
    for (; i <= end - 8; i += 8) {
      count += Long.bitCount(lineFeeds((long) LONGS.get(octets, i)));
    }
    for (; i < end; i++) {
      count += octets[i] == '\n' ? 1 : 0;
    }
    return count;
  }

  /// Bit 7 of each octet that is LF, exactly: no carry goes from one octet to the next.
  private static long lineFeeds(long octets) {
    long zeroed = octets ^ EACH_LF;
    return ~(((zeroed & LOW_BITS) + LOW_BITS) | zeroed | LOW_BITS);
  }
}
