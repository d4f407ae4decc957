package dev.yubin.resolver.server;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;

/// Cookies by which a client shows that it receives what is sent to its address (RFC 7873, in the
/// form of RFC 9018). A query with a wrong one is answered as one without (RFC 7873 §5.2.3), and
/// every response to a cookie brings a fresh one.
final class ServerCookies {
  private static final byte VERSION = 1;
  private static final int CLIENT_OCTETS = 8;
  private static final int HEAD_OCTETS = 8;
  private static final int OCTETS = 16;

  /// RFC 9018 §4.3
  private static final Duration OLDEST = Duration.ofHours(1);

  private static final Duration NEWEST = Duration.ofMinutes(5);

  private final byte[] secret;
  private final InstantSource clock;

  /// With a secret of this process: after a restart the clients get new cookies.
  ServerCookies() {
    this(new SecureRandom().generateSeed(OCTETS), InstantSource.system());
  }

  ServerCookies(byte[] secret, InstantSource clock) {
    this.secret = secret.clone();
    this.clock = clock;
  }

  /// Whether the query has a cookie that we gave to this address.
  boolean prove(Message query, InetAddress client) {
    Optional<CookieOption> cookie = cookie(query);
    Optional<byte[]> ours = cookie.flatMap(CookieOption::getServerCookie);
    if (ours.isEmpty() || ours.get().length != OCTETS || ours.get()[0] != VERSION) {
      return false;
    }
    int time = ByteBuffer.wrap(ours.get()).getInt(4);
    // RFC 9018 §4.3: serial number arithmetic.
    int age = (int) clock.instant().getEpochSecond() - time;
    boolean timely = age <= OLDEST.toSeconds() && age >= -NEWEST.toSeconds();
    byte[] right = cookie(cookie.get().getClientCookie(), client, time);
    return timely && MessageDigest.isEqual(right, ours.get());
  }

  /// The cookie for the response.
  ///
  /// @return none when the query has none
  Optional<EDNSOption> answer(Message query, InetAddress client) {
    return cookie(query)
        .map(CookieOption::getClientCookie)
        .map(
            theirs -> {
              int now = (int) clock.instant().getEpochSecond();
              return new CookieOption(theirs, cookie(theirs, client, now));
            });
  }

  /// RFC 9018 §4: version, reserved, time, hash.
  private byte[] cookie(byte[] theirs, InetAddress client, int time) {
    byte[] address = client.getAddress();
    byte[] hashed =
        ByteBuffer.allocate(CLIENT_OCTETS + HEAD_OCTETS + address.length)
            .put(theirs)
            .putInt(VERSION << 24)
            .putInt(time)
            .put(address)
            .array();
    return ByteBuffer.allocate(OCTETS)
        .putInt(VERSION << 24)
        .putInt(time)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(SipHash.hash(secret, hashed))
        .array();
  }

  private static Optional<CookieOption> cookie(Message query) {
    return query.getOPT() == null
        ? Optional.empty()
        : query.getOPT().getOptions(EDNSOption.Code.COOKIE).stream()
            .filter(CookieOption.class::isInstance)
            .map(CookieOption.class::cast)
            .findFirst();
  }
}
