package dev.yubin.smtp.inspection.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacrosTest {

  // RFC 7208 §7.4
  @ParameterizedTest
  @CsvSource({
    "%{s}, strong-bad@email.example.com",
    "%{o}, email.example.com",
    "%{d}, email.example.com",
    "%{d4}, email.example.com",
    "%{d3}, email.example.com",
    "%{d2}, example.com",
    "%{d1}, com",
    "%{dr}, com.example.email",
    "%{d2r}, example.email",
    "%{l}, strong-bad",
    "%{l-}, strong.bad",
    "%{lr}, strong-bad",
    "%{lr-}, bad.strong",
    "%{l1r-}, strong",
    "%{ir}.%{v}._spf.%{d2}, 3.2.0.192.in-addr._spf.example.com",
    "%{lr-}.lp._spf.%{d2}, bad.strong.lp._spf.example.com",
    "%{lr-}.lp.%{ir}.%{v}._spf.%{d2}, bad.strong.lp.3.2.0.192.in-addr._spf.example.com",
    "%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}, 3.2.0.192.in-addr.strong.lp._spf.example.com",
    "%{d2}.trusted-domains.example.net, example.com.trusted-domains.example.net",
  })
  void expandsTheExamplesOfTheRfc(String macros, String expected) {
    assertThat(expand("192.0.2.3", macros)).isEqualTo(expected);
  }

  // RFC 7208 §7.4
  @Test
  void expandsAnIpv6AddressToNibbles() {
    assertThat(expand("2001:db8::cb01", "%{ir}.%{v}._spf.%{d2}"))
        .isEqualToIgnoringCase(
            "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2"
                + ".ip6._spf.example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8::1, 2001:db8::1",
    "::, ::",
    "::1, ::1",
    "2001:db8:0:1:0:0:0:1, 2001:db8:0:1::1",
    "1:0:0:2:0:0:0:0, 1:0:0:2::",
    "10:0:1:2:3:4:5:10, 10:0:1:2:3:4:5:10",
    "10.0.0.0, 10.0.0.0",
  })
  void writesAddressesForPeople(String address, String expected) {
    assertThat(AddressText.of(InetAddress.ofLiteral(address))).isEqualTo(expected);
  }

  private static String expand(String client, String macros) {
    InetAddress address = InetAddress.ofLiteral(client);
    Lookups lookups = new Lookups(new SuiteZone(Map.of()), () -> Instant.EPOCH);
    Request request = new Request(address, "helo.test", "strong-bad", "email.example.com");
    return new Macros(
            request, new ClientNames(lookups, address), "receiver.test", () -> Instant.EPOCH)
        .text(MacroString.text(macros), "email.example.com");
  }
}
