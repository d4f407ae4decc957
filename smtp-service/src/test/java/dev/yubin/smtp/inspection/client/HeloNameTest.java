package dev.yubin.smtp.inspection.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.dns.RecordType;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class HeloNameTest {
  private static final InetAddress V4 = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress V6 = InetAddress.ofLiteral("2001:db8::1");

  private final TestZone dns = new TestZone();
  private final HeloName helo = new HeloName(dns, "mx.example.test");

  @Test
  void comparesTheNameWithTheClient() {
    dns.with(RecordType.A, "mail.test", "192.0.2.1").failing(RecordType.A, "slow.test");

    assertThat(helo.check(V4, "mail.test")).isEqualTo(HeloFact.ITS_OWN);
    assertThat(helo.check(V6, "mail.test")).isEqualTo(HeloFact.ELSEWHERE);
    assertThat(helo.check(V4, "slow.test")).isEqualTo(HeloFact.UNKNOWN);
  }

  @Test
  void knowsNamesThatCannotBeTheClients() {
    assertThat(helo.check(V4, "MX.example.test")).isEqualTo(HeloFact.OURS);
    assertThat(helo.check(V4, "friend")).isEqualTo(HeloFact.UNQUALIFIED);
    assertThat(dns.questions).isEmpty();
  }

  /// RFC 5321 §4.1.3.
  @Test
  void comparesAnAddressLiteralWithTheClient() {
    assertThat(helo.check(V4, "[192.0.2.1]")).isEqualTo(HeloFact.ITS_OWN);
    assertThat(helo.check(V6, "[IPv6:2001:db8::1]")).isEqualTo(HeloFact.ITS_OWN);
    assertThat(helo.check(V4, "[192.0.2.2]")).isEqualTo(HeloFact.FOREIGN_LITERAL);
    assertThat(helo.check(V4, "[nonsense")).isEqualTo(HeloFact.FOREIGN_LITERAL);
  }
}
