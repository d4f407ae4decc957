package dev.yubin.resolver.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ServerCookiesTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final InetAddress CLIENT = InetAddress.ofLiteral("198.51.100.100");
  private static final byte[] SECRET = HEX.parseHex("e5e973e5a6b2a43f48e7dc849e37bfcf");
  private static final byte[] THEIRS = HEX.parseHex("2464c4abcf10c957");
  private static final String GIVEN = "010000005cf79f111f8130c3eee29480";

  // RFC 9018 §A.1
  @Test
  void givesTheCookieOfTheRfcsExample() {
    EDNSOption given =
        at("2019-06-05T10:53:05Z").answer(query(new CookieOption(THEIRS)), CLIENT).orElseThrow();

    assertThat(((CookieOption) given).getServerCookie()).hasValue(HEX.parseHex(GIVEN));
  }

  // RFC 9018 §4.3
  @Test
  void believesItsOwnCookieForAnHour() {
    assertThat(proves("2019-06-05T10:53:05Z", CLIENT, GIVEN)).isTrue();
    assertThat(proves("2019-06-05T11:53:05Z", CLIENT, GIVEN)).isTrue();
    assertThat(proves("2019-06-05T11:53:06Z", CLIENT, GIVEN)).isFalse();
    assertThat(proves("2019-06-05T10:47:00Z", CLIENT, GIVEN)).isFalse();
  }

  @Test
  void believesNoCookieOfOthers() {
    String now = "2019-06-05T10:53:05Z";
    assertThat(proves(now, InetAddress.ofLiteral("198.51.100.101"), GIVEN)).isFalse();
    assertThat(proves(now, CLIENT, GIVEN.replace("80", "81"))).isFalse();
    assertThat(proves(now, CLIENT, GIVEN + "00")).isFalse();
    assertThat(at(now).prove(query(new CookieOption(THEIRS)), CLIENT)).isFalse();
    assertThat(at(now).prove(query(), CLIENT)).isFalse();
    assertThat(at(now).answer(query(), CLIENT)).isEmpty();
  }

  private static boolean proves(String now, InetAddress client, String cookie) {
    return at(now).prove(query(new CookieOption(THEIRS, HEX.parseHex(cookie))), client);
  }

  private static ServerCookies at(String now) {
    return new ServerCookies(SECRET, () -> Instant.parse(now));
  }

  private static Message query(EDNSOption... options) {
    Message query =
        Message.newQuery(
            Record.newRecord(Name.fromConstantString("example.test."), Type.MX, DClass.IN));
    query.addRecord(new OPTRecord(1_232, 0, 0, 0, List.of(options)), Section.ADDITIONAL);
    return query;
  }
}
