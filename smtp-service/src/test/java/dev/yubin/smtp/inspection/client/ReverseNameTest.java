package dev.yubin.smtp.inspection.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.dns.RecordType;
import java.net.InetAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReverseNameTest {
  private static final InetAddress V4 = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress V6 = InetAddress.ofLiteral("2001:db8::1");
  private static final String PTR4 = "1.2.0.192.in-addr.arpa";
  private static final String PTR6 =
      "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa";

  private final TestZone dns = new TestZone();
  private final ReverseName reverse = new ReverseName(dns);

  // RFC 8601 §3
  @Test
  void verifiesTheNameThatLeadsBack() {
    dns.with(RecordType.PTR, PTR4, "other.test", "mail.test")
        .with(RecordType.A, "other.test", "192.0.2.9")
        .with(RecordType.A, "mail.test", "192.0.2.1");

    assertThat(reverse.find(V4)).isEqualTo(new ClientName.Verified("mail.test"));
  }

  @Test
  void verifiesAnIpv6ClientInItsOtherSpelling() {
    dns.with(RecordType.PTR, PTR6, "mail.test")
        .with(RecordType.AAAA, "mail.test", "2001:db8:0:0:0:0:0:1");

    assertThat(reverse.find(V6)).isEqualTo(new ClientName.Verified("mail.test"));
  }

  @Test
  void verifiesNothingThatLeadsElsewhere() {
    dns.with(RecordType.PTR, PTR4, "mail.test").with(RecordType.A, "mail.test", "192.0.2.2");

    assertThat(reverse.find(V4)).isEqualTo(new ClientName.Unverified());
  }

  @Test
  void tellsNoNameFromNoAnswer() {
    assertThat(reverse.find(V4)).isEqualTo(new ClientName.None());
    dns.failing(RecordType.PTR, PTR4);
    assertThat(reverse.find(V4)).isEqualTo(new ClientName.Temporary());
    dns.with(RecordType.PTR, PTR4, "mail.test").failing(RecordType.A, "mail.test");
    assertThat(reverse.find(V4)).isEqualTo(new ClientName.Temporary());
  }

  @Test
  void looksAtTenNamesAtMost() {
    String[] names = IntStream.range(0, 50).mapToObj(i -> "n" + i + ".test").toArray(String[]::new);
    dns.with(RecordType.PTR, PTR4, names);

    assertThat(reverse.find(V4)).isEqualTo(new ClientName.Unverified());
    assertThat(dns.questions).hasSize(11);
  }
}
