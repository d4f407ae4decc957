package dev.yubin.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yubin.resolver.answer.DnssecMode;
import dev.yubin.resolver.iteration.IterationProperties;
import dev.yubin.resolver.server.Network;
import dev.yubin.resolver.upstream.UpstreamAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

class DnsPropertiesTest {

  @Test
  void hasTheseDefaults() {
    assertThat(bind("yubin.dns", DnsProperties.class, Map.of()))
        .isEqualTo(
            new DnsProperties(
                List.of(),
                DnssecMode.VALIDATE,
                2053,
                Duration.ofSeconds(2),
                List.of(Network.valueOf("127.0.0.0/8"), Network.valueOf("::1/128")),
                1000,
                List.of(),
                new IterationProperties(false, List.of(), 53)));
    assertThat(bind("yubin", BindProperties.class, Map.of()).bind())
        .containsExactly(InetAddress.ofLiteral("127.0.0.1"));
  }

  @Test
  void readsUpstreamsOfEveryForm() {
    DnsProperties dns =
        bind(
            "yubin.dns",
            DnsProperties.class,
            Map.of(
                "yubin.dns.upstreams",
                "127.0.0.1, 127.0.0.2:5353,[::1]:53,[::1],localhost:5300,https://127.0.0.1/dns-query,"
                    + "tls://127.0.0.1,tls://[::1]:8853#dns.example",
                "yubin.dns.dnssec",
                "off"));

    assertThat(dns.upstreams())
        .extracting(UpstreamAddress::toString)
        .containsExactly(
            "127.0.0.1:53",
            "127.0.0.2:5353",
            "[0:0:0:0:0:0:0:1]:53",
            "[0:0:0:0:0:0:0:1]:53",
            "127.0.0.1:5300",
            "https://127.0.0.1/dns-query",
            "tls://127.0.0.1:853#127.0.0.1",
            "tls://[0:0:0:0:0:0:0:1]:8853#dns.example");
    assertThat(dns.dnssec()).isEqualTo(DnssecMode.OFF);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          yubin.dns.upstreams        | tls://127.0.0.1#      | tls://host#name
          yubin.dns.upstreams        | 127.0.0.1:70000       | a port between 1 and 65535
          yubin.dns.upstreams        | 127.0.0.1:0           | a port between 1 and 65535
          yubin.dns.upstreams        | ftp://127.0.0.1       | expected host, host:port
          yubin.dns.upstreams        | 1::2::3               | expected host, host:port
          yubin.dns.upstreams        | [1::2::3]             | use its IP address
          yubin.dns.upstreams        | https:///dns-query    | expected host, host:port
          yubin.dns.upstreams        | https://a b           | expected host, host:port
          yubin.dns.dnssec           | maybe                 | DnssecMode
          yubin.dns.port             | 65536                 | a port between 0 and 65535
          yubin.dns.port             | dns                   | int
          yubin.dns.timeout          | 1ms                   | a duration between 50ms and 30s
          yubin.dns.timeout          | soon                  | Duration
          yubin.dns.allowed-networks | 127.0.0.0/33          | has no 33 bits
          yubin.dns.allowed-networks | all                   | expected address/bits
          yubin.dns.iteration.port   | 0                     | a port between 1 and 65535
          yubin.dns.iteration.root-hints | root              | root
          yubin.dns.responses-per-second | -1                | a number of responses
          """)
  void refusesWrongValuesAndSaysWhatIsRight(String property, String value, String right) {
    Throwable failure =
        catchThrowable(() -> bind("yubin.dns", DnsProperties.class, Map.of(property, value)));

    assertThat(messages(failure)).contains(property).contains(value).contains(right);
  }

  @Test
  void asksEitherUpstreamsOrTheRoot() {
    Throwable failure =
        catchThrowable(
            () ->
                bind(
                    "yubin.dns",
                    DnsProperties.class,
                    Map.of(
                        "yubin.dns.iteration.enabled", "true",
                        "yubin.dns.upstreams", "127.0.0.1")));

    assertThat(messages(failure)).contains("yubin.dns.iteration.enabled=true is not right");
    assertThat(
            bind("yubin.dns", DnsProperties.class, Map.of("yubin.dns.iteration.enabled", "true"))
                .iteration()
                .hints())
        .hasSize(26);
  }

  @Test
  void listensOnSeveralAddressesOrOnAllAtOnce() {
    assertThat(needed("127.0.0.1, 127.0.0.2"))
        .containsExactly(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2"));
    assertThat(needed("127.0.0.1,0.0.0.0")).containsExactly(InetAddress.ofLiteral("0.0.0.0"));
  }

  private static List<InetAddress> needed(String addresses) {
    return bind("yubin", BindProperties.class, Map.of("yubin.bind", addresses)).needed();
  }

  @Test
  void refusesToListenAtForeignAddresses() {
    Throwable failure =
        catchThrowable(
            () -> bind("yubin", BindProperties.class, Map.of("yubin.bind", "203.0.113.9")));

    assertThat(messages(failure))
        .contains("yubin.bind=203.0.113.9 is not right, expected an address of this machine");
  }

  private static String messages(@Nullable Throwable failure) {
    StringBuilder result = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      result.append(t).append('\n');
    }
    return result.toString();
  }

  private static <T> T bind(String prefix, Class<T> type, Map<String, String> properties) {
    Binder binder =
        new Binder(
            List.of(new MapConfigurationPropertySource(properties)),
            null,
            ApplicationConversionService.getSharedInstance(),
            null,
            null,
            null);
    return binder.bindOrCreate(prefix, Bindable.of(type));
  }
}
