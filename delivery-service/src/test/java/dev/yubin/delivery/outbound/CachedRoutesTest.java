package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.dns.DnssecState;
import dev.yubin.dns.MailHost;
import dev.yubin.dns.MailRoute;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;

class CachedRoutesTest {
  private static final MailRoute.Hosts ROUTE =
      new MailRoute.Hosts(
          "mx.test",
          List.of(new MailHost("mx.test", 10, List.of("127.0.0.1"))),
          false,
          DnssecState.INSECURE,
          Duration.ofMinutes(5));

  private final AtomicLong nanos = new AtomicLong();
  private @Nullable MailRoute answer = ROUTE;
  private int asked;
  private final CachedRoutes routes = new CachedRoutes(this::ask, nanos::get);

  @Test
  void remembersARouteForItsTtl() {
    assertThat(routes.mailRoute("elsewhere.test")).isEqualTo(ROUTE);
    pass(Duration.ofSeconds(299));
    assertThat(routes.mailRoute("Elsewhere.TEST")).isEqualTo(ROUTE);
    assertThat(asked).isEqualTo(1);
    pass(Duration.ofSeconds(1));
    routes.mailRoute("elsewhere.test");
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void keepsARouteForAnHourMoreWhileTheResolverIsAway() {
    routes.mailRoute("elsewhere.test");
    answer = null;

    pass(Duration.ofMinutes(64));
    assertThat(routes.mailRoute("elsewhere.test")).isEqualTo(ROUTE);
    assertThat(routes.mailRoute("elsewhere.test")).isEqualTo(ROUTE);
    assertThat(asked).isEqualTo(2);
    pass(Duration.ofMinutes(1));
    assertThatThrownBy(() -> routes.mailRoute("elsewhere.test"))
        .isInstanceOf(ResourceAccessException.class);
    assertThatThrownBy(() -> routes.mailRoute("other.test"))
        .isInstanceOf(ResourceAccessException.class);
  }

  @Test
  void asksAnewForWhatIsNoRoute() {
    for (MailRoute none :
        List.of(
            new MailRoute.NullMx(),
            new MailRoute.NoSuchDomain(),
            new MailRoute.NoMailHost(),
            new MailRoute.TemporaryFailure("SERVFAIL"))) {
      answer = none;
      assertThat(routes.mailRoute("elsewhere.test")).isEqualTo(none);
    }
    assertThat(asked).isEqualTo(4);
  }

  @Test
  void forgetsARouteThatTheDnsTookBack() {
    routes.mailRoute("elsewhere.test");
    pass(Duration.ofMinutes(6));
    answer = new MailRoute.NoSuchDomain();
    routes.mailRoute("elsewhere.test");
    answer = null;

    assertThatThrownBy(() -> routes.mailRoute("elsewhere.test"))
        .isInstanceOf(ResourceAccessException.class);
  }

  private MailRoute ask(String domain) {
    asked++;
    if (answer == null) {
      throw new ResourceAccessException("refused");
    }
    return answer;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
