package dev.yubin.resolver.route;

import dev.yubin.dns.MailRoute;
import dev.yubin.dns.MailRoutes;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.web.bind.annotation.RestController;

/// The HTTP side of the mail routes.
@RestController
class MailRouteController implements MailRoutes {
  private final MailRouteFinder finder;
  private final MeterRegistry metrics;

  MailRouteController(MailRouteFinder finder, MeterRegistry metrics) {
    this.finder = finder;
    this.metrics = metrics;
  }

  @Override
  public MailRoute mailRoute(String domain) {
    MailRoute route = finder.find(domain);
    metrics.counter("yubin.dns.questions", "source", "http", "outcome", outcome(route)).increment();
    return route;
  }

  private static String outcome(MailRoute route) {
    return switch (route) {
      case MailRoute.Hosts hosts -> "hosts";
      case MailRoute.NullMx none -> "null-mx";
      case MailRoute.NoSuchDomain none -> "no-such-domain";
      case MailRoute.NoMailHost none -> "no-mail-host";
      case MailRoute.TemporaryFailure failure -> "temporary-failure";
    };
  }
}
