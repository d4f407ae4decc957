package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.delivery.outbound.Sites.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SitesTest {
  private Instant now = Instant.parse("2026-11-24T06:00:00Z");
  private final Sites sites =
      new Sites(
          new SiteProperties(2, 0, Map.of("slow.test", new SiteProperties.Throttle(1, 20))),
          () -> now);

  @Test
  void letsInAsManyAsASiteMayHave() {
    Sites.Visit first = visit("mx.test");
    visit("mx.test");
    assertThat(sites.visit("mx.test")).isEqualTo(new Answer.Wait(Duration.ofSeconds(1)));
    assertThat(sites.visit("other.test")).isInstanceOf(Answer.Go.class);
    first.close();
    assertThat(sites.visit("mx.test")).isInstanceOf(Answer.Go.class);
  }

  @Test
  void spreadsTheMailsOfAMinute() {
    Sites.Visit visit = visit("slow.test");
    assertThat(visit.next()).isZero();
    assertThat(visit.next()).isZero();
    Duration wait = visit.next();
    assertThat(wait).isPositive();
    now = now.plus(wait);
    assertThat(visit.next()).isZero();
    assertThat(visit.next()).isPositive();
  }

  @Test
  void remembersWhatASiteHasHadWhenNobodyVisitsIt() {
    for (int i = 0; i < 2; i++) {
      try (Sites.Visit visit = visit("slow.test")) {
        assertThat(visit.next()).isZero();
      }
    }
    assertThat(visit("slow.test").next()).isPositive();
  }

  @Test
  void leavesASiteAloneThatHasPutUsOff() {
    try (Sites.Visit visit = visit("mx.test")) {
      visit.rest(Duration.ofMinutes(1));
    }
    now = now.plusSeconds(20);
    assertThat(sites.visit("mx.test")).isEqualTo(new Answer.Wait(Duration.ofSeconds(40)));
    now = now.plusSeconds(40);
    assertThat(sites.visit("mx.test")).isInstanceOf(Answer.Go.class);
  }

  private Sites.Visit visit(String site) {
    return ((Answer.Go) sites.visit(site)).visit();
  }
}
