package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.delivery.client.Diagnosis;
import dev.yubin.delivery.client.RemoteHost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransportsTest {
  private static final NextHop ELSEWHERE =
      new NextHop.None(Diagnosis.own("", "4.4.3", "not asked for here"));

  private final Hops transports =
      of(
          Map.of(
              "a.test", "127.0.0.1:2501",
              "*.A.test", "127.0.0.2:2502",
              "*.deep.a.test", "127.0.0.3:2503",
              "bücher.test", "127.0.0.4:2504"));

  private static Hops of(Map<String, String> transports) {
    return Transports.of(
        new TransportProperties(transports),
        new Smarthosts(Map.of(), new LoginProperties(List.of())),
        destination -> ELSEWHERE);
  }

  @Test
  void sendsADomainWhereThePostmasterSays() {
    assertThat(host("a.test")).isEqualTo("127.0.0.1");
    assertThat(host("xn--bcher-kva.test")).isEqualTo("127.0.0.4");
  }

  @Test
  void findsTheNearestOfTheDomainsAbove() {
    assertThat(host("x.a.test")).isEqualTo("127.0.0.2");
    assertThat(host("x.y.a.test")).isEqualTo("127.0.0.2");
    assertThat(host("deep.a.test")).isEqualTo("127.0.0.2");
    assertThat(host("x.deep.a.test")).isEqualTo("127.0.0.3");
  }

  @Test
  void leavesAllOthersToTheDns() {
    assertThat(transports.of("xa.test")).isSameAs(ELSEWHERE);
    assertThat(transports.of("test")).isSameAs(ELSEWHERE);
    assertThat(transports.of("[127.0.0.1]")).isSameAs(ELSEWHERE);
    assertThat(of(Map.of()).of("a.test")).isSameAs(ELSEWHERE);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> of(Map.of("a.test", "mail")))
        .hasMessage(
            "yubin.delivery.transports[a.test]=mail must be host:port, such as"
                + " mail.example.net:25, or a URI of smtp, smtps or lmtp, such as"
                + " smtps://mail.example.net:465");
    assertThatThrownBy(() -> of(Map.of("a_b", "mail:25")))
        .hasMessage(
            "yubin.delivery.transports[a_b] must name a domain, or *.domain for all below it");
  }

  private String host(String destination) {
    RemoteHost host = ((NextHop.Hosts) transports.of(destination)).hosts().getFirst();
    return host.name();
  }
}
