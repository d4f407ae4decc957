package dev.yubin.resolver.server;

import static dev.yubin.resolver.server.RateLimit.Verdict.DROP;
import static dev.yubin.resolver.server.RateLimit.Verdict.SEND;
import static dev.yubin.resolver.server.RateLimit.Verdict.TRUNCATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final AtomicLong nanos = new AtomicLong();
  private final RateLimit limit = new RateLimit(2, nanos::get);

  @Test
  void sendsWhatANetworkMayGetAndTruncatesOrDropsTheRest() {
    assertThat(judge("192.0.2.1")).isEqualTo(SEND);
    assertThat(judge("192.0.2.2")).isEqualTo(SEND);
    assertThat(judge("192.0.2.3")).isEqualTo(TRUNCATE);
    assertThat(judge("192.0.2.4")).isEqualTo(DROP);
    assertThat(judge("192.0.2.5")).isEqualTo(TRUNCATE);
    assertThat(judge("192.0.3.1")).isEqualTo(SEND);
  }

  @Test
  void countsIpv6ByTheNetworkOfASite() {
    assertThat(judge("2001:db8:0:1::1")).isEqualTo(SEND);
    assertThat(judge("2001:db8:0:2::1")).isEqualTo(SEND);
    assertThat(judge("2001:db8:0:3::1")).isEqualTo(TRUNCATE);
    assertThat(judge("2001:db8:0:100::1")).isEqualTo(SEND);
  }

  @Test
  void sendsAgainAsTimePasses() {
    judge("192.0.2.1");
    judge("192.0.2.1");
    assertThat(judge("192.0.2.1")).isEqualTo(TRUNCATE);
    nanos.addAndGet(Duration.ofMillis(500).toNanos());
    assertThat(judge("192.0.2.1")).isEqualTo(SEND);
    assertThat(judge("192.0.2.1")).isEqualTo(DROP);
  }

  @Test
  void limitsNeitherThisMachineNorAnybodyWhereThereIsNoLimit() {
    RateLimit none = new RateLimit(0);
    for (int i = 0; i < 10; i++) {
      assertThat(judge("127.0.0.1")).isEqualTo(SEND);
      assertThat(none.judge(InetAddress.ofLiteral("192.0.2.1"))).isEqualTo(SEND);
    }
  }

  private RateLimit.Verdict judge(String client) {
    return limit.judge(InetAddress.ofLiteral(client));
  }
}
