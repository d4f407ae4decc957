package dev.yubin.resolver.route;

import dev.yubin.resolver.answer.TestResolver;
import dev.yubin.resolver.mtasts.TestWishes;

/// The finder over a test's resolver.
final class TestRoutes {
  private TestRoutes() {}

  static MailRouteFinder finder(TestResolver fixture) {
    DaneFinder dane = new DaneFinder(fixture.resolver);
    HostAddresses addresses = new HostAddresses(fixture.resolver, dane, fixture.executor);
    return new MailRouteFinder(fixture.resolver, addresses, TestWishes.without(fixture));
  }
}
