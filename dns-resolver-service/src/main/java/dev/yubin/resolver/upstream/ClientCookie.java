package dev.yubin.resolver.upstream;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;

/// The cookie that we show one server, which no other server sees (RFC 7873 §4.1), and the one that
/// it gave us. A forger who cannot see our packets knows neither.
final class ClientCookie {
  /// RFC 7873 §4, octets.
  private static final int LENGTH = 8;

  private static final SecureRandom random = new SecureRandom();

  private final byte[] ours = new byte[LENGTH];
  private volatile byte @Nullable [] theirs;

  ClientCookie() {
    random.nextBytes(ours);
  }

  /// What a response's cookie says of its sender.
  enum Verdict {
    /// There is none, and never was one of this server.
    UNKNOWN,
    RIGHT,
    /// There is none, but this server is known for its cookies.
    MISSING,
    WRONG
  }

  /// @return the query with our cookie; itself when it has no OPT, which would carry it
  Message shownIn(Message query) {
    OPTRecord opt = query.getOPT();
    if (opt == null) {
      return query;
    }
    byte[] server = theirs;
    List<EDNSOption> options = new ArrayList<>(opt.getOptions());
    options.add(server == null ? new CookieOption(ours) : new CookieOption(ours, server));
    Message copy = query.clone();
    copy.removeAllRecords(Section.ADDITIONAL);
    copy.addRecord(
        new OPTRecord(opt.getPayloadSize(), 0, opt.getVersion(), opt.getFlags(), options),
        Section.ADDITIONAL);
    return copy;
  }

  /// RFC 7873 §5.3
  Verdict judge(Message response) {
    Optional<CookieOption> cookie = cookie(response);
    if (cookie.isEmpty()) {
      return theirs == null ? Verdict.UNKNOWN : Verdict.MISSING;
    }
    return Arrays.equals(cookie.get().getClientCookie(), ours) ? Verdict.RIGHT : Verdict.WRONG;
  }

  /// Keeps what the server gave in a response that is its own.
  void learn(Message response) {
    theirs = cookie(response).flatMap(CookieOption::getServerCookie).orElse(null);
  }

  private static Optional<CookieOption> cookie(Message response) {
    return response.getOPT() == null
        ? Optional.empty()
        : response.getOPT().getOptions(EDNSOption.Code.COOKIE).stream()
            .filter(CookieOption.class::isInstance)
            .map(CookieOption.class::cast)
            .findFirst();
  }
}
