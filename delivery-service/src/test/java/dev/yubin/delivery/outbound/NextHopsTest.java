package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.delivery.client.RemoteHost;
import dev.yubin.delivery.client.TlsPolicy;
import dev.yubin.dns.DnssecState;
import dev.yubin.dns.MailHost;
import dev.yubin.dns.MailRoute;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;

class NextHopsTest {
  private static final String SMARTHOST = "yubin.delivery.smarthost";
  private static final OwnHosts OWN = new OwnHosts("us.test");
  private static final TlsPolicies NO_RULES = new TlsPolicies(Map.of());

  @Test
  void keepsTheResolversOrder() {
    MailRoute route =
        new MailRoute.Hosts(
            "site",
            List.of(
                new MailHost("a.test", 10, List.of("::1", "127.0.0.1")),
                new MailHost("b.test", 20, List.of())),
            false,
            DnssecState.INSECURE,
            Duration.ofMinutes(5));
    assertThat(new NextHops(domain -> route, 2526, OWN, NO_RULES).of("elsewhere.test"))
        .isEqualTo(
            new NextHop.Hosts(
                "site",
                List.of(
                    new RemoteHost(
                        "a.test",
                        10,
                        List.of(
                            new InetSocketAddress("::1", 2526),
                            new InetSocketAddress("127.0.0.1", 2526)),
                        false,
                        TlsPolicy.OPPORTUNISTIC),
                    new RemoteHost("b.test", 20, List.of(), false, TlsPolicy.OPPORTUNISTIC))));
  }

  @Test
  void trustsNamesThatTheDnsHasSigned() {
    MailRoute signed =
        new MailRoute.Hosts(
            "mx.test",
            List.of(new MailHost("mx.test", 10, List.of("127.0.0.1"))),
            false,
            DnssecState.SECURE,
            Duration.ofMinutes(5));
    assertThat(new NextHops(domain -> signed, 25, OWN, NO_RULES).of("elsewhere.test"))
        .isEqualTo(
            new NextHop.Hosts(
                "mx.test",
                List.of(
                    new RemoteHost(
                        "mx.test",
                        10,
                        List.of(new InetSocketAddress("127.0.0.1", 25)),
                        true,
                        TlsPolicy.OPPORTUNISTIC))));
  }

  @Test
  void handsMailOfABackedDomainToBetterHostsAlone() {
    // RFC 5321 §5.1
    assertThat(names(10, 20, 20, 30)).containsExactly("a.test");
    assertThat(names(10, 20, 10, 30)).containsExactly("a.test", "b.test");
    assertThat(status(backed(20, 10, 10, 30))).isEqualTo("5.4.6");
  }

  /// The hosts tried of a route of two others, us, and one more, with these preferences.
  private static List<String> names(int first, int ours, int second, int third) {
    NextHops hops = new NextHops(domain -> backed(first, ours, second, third), 25, OWN, NO_RULES);
    return ((NextHop.Hosts) hops.of("backed.test")).hosts().stream().map(RemoteHost::name).toList();
  }

  private static MailRoute backed(int first, int ours, int second, int third) {
    return new MailRoute.Hosts(
        "a.test",
        List.of(
            new MailHost("a.test", first, List.of("127.0.0.1")),
            new MailHost("US.test", ours, List.of("127.0.0.1")),
            new MailHost("b.test", second, List.of("127.0.0.1")),
            new MailHost("c.test", third, List.of("127.0.0.1"))),
        false,
        DnssecState.INSECURE,
        Duration.ofMinutes(5));
  }

  @Test
  void saysWhyThereIsNoHost() {
    assertThat(status(new MailRoute.NullMx())).isEqualTo("5.1.10");
    assertThat(status(new MailRoute.NoSuchDomain())).isEqualTo("5.1.2");
    assertThat(status(new MailRoute.NoMailHost())).isEqualTo("5.4.4");
    assertThat(status(new MailRoute.TemporaryFailure("SERVFAIL"))).isEqualTo("4.4.3");
  }

  @Test
  void waitsForAResolverThatIsAway() {
    NextHops hops =
        new NextHops(
            domain -> {
              throw new ResourceAccessException("refused");
            },
            25,
            OWN,
            NO_RULES);
    assertThat(hops.of("elsewhere.test"))
        .isInstanceOfSatisfying(
            NextHop.None.class, none -> assertThat(none.why().status()).isEqualTo("4.4.3"));
  }

  @Test
  void goesStraightToAddressLiterals() {
    NextHops hops =
        new NextHops(
            domain -> {
              throw new AssertionError("asked for " + domain);
            },
            2526,
            OWN,
            NO_RULES);
    assertThat(hops.of("[127.0.0.1]")).isEqualTo(hosts("127.0.0.1", "127.0.0.1", 2526));
    assertThat(hops.of("[IPv6:::1]")).isEqualTo(hosts("0:0:0:0:0:0:0:1", "::1", 2526));
    assertThat(hops.of("[127.0.0.300]")).isInstanceOf(NextHop.None.class);
  }

  @Test
  void sendsEverythingThroughASmarthost() {
    Smarthosts smarthosts = new Smarthosts(Map.of(), new LoginProperties(List.of()));
    assertThat(smarthosts.parse(SMARTHOST, "127.0.0.1:587").of("elsewhere.test"))
        .isEqualTo(hosts("127.0.0.1", "127.0.0.1", 587));
  }

  private static String status(MailRoute route) {
    return ((NextHop.None) new NextHops(domain -> route, 25, OWN, NO_RULES).of("elsewhere.test"))
        .why()
        .status();
  }

  private static NextHop hosts(String name, String address, int port) {
    return new NextHop.Hosts(
        name, List.of(new RemoteHost(name, List.of(new InetSocketAddress(address, port)), true)));
  }
}
