package dev.yubin.smtp.inspection.spf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.dns.DnsRecords;
import dev.yubin.mail.EmailAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpfTest {
  private static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.3");
  private static final Optional<EmailAddress> SENDER =
      Optional.of(EmailAddress.of("user@example.com"));

  // RFC 7208, Appendix A.1
  @ParameterizedTest
  @CsvSource({
    "v=spf1 +all, PASS",
    "v=spf1 a -all, FAIL",
    "v=spf1 a:example.org -all, FAIL",
    "v=spf1 mx -all, FAIL",
    "v=spf1 mx:example.org -all, FAIL",
    "v=spf1 mx mx:example.org -all, FAIL",
    "v=spf1 mx/30 mx:example.org/30 -all, FAIL",
    "v=spf1 ptr -all, FAIL",
    "v=spf1 ip4:192.0.2.128/28 -all, FAIL",
  })
  void judgesAStrangerAsTheExamplesOfTheRfc(String spf, Verdict expected) {
    assertThat(check(zone(spf), "192.0.2.3")).isEqualTo(expected);
  }

  // RFC 7208, Appendix A.1
  @ParameterizedTest
  @CsvSource({
    "v=spf1 a -all, 192.0.2.10",
    "v=spf1 a -all, 192.0.2.11",
    "v=spf1 mx -all, 192.0.2.129",
    "v=spf1 mx:example.org -all, 192.0.2.140",
    "v=spf1 mx mx:example.org -all, 192.0.2.140",
    "v=spf1 mx/30 mx:example.org/30 -all, 192.0.2.131",
    "v=spf1 mx/30 mx:example.org/30 -all, 192.0.2.143",
    "v=spf1 ptr -all, 192.0.2.10",
    "v=spf1 ip4:192.0.2.128/28 -all, 192.0.2.129",
  })
  void passesTheHostsOfTheExamplesOfTheRfc(String spf, String client) {
    assertThat(check(zone(spf), client)).isEqualTo(Verdict.PASS);
  }

  // RFC 7208 §2.4
  @Test
  void checksTheHeloNameOfABounce() {
    SpfResult result =
        spf(zone("v=spf1 -all exp=why.example.com")).check(CLIENT, "example.com", Optional.empty());

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.domain()).isEqualTo("example.com");
    assertThat(result.explanation()).contains("postmaster@example.com may not");
  }

  // RFC 7208 §4.6.4
  @Test
  void failsForNowWhenTheDnsIsTooSlow() {
    SuiteZone zone = zone("v=spf1 a mx a:example.org -all");
    Instant[] now = {Instant.EPOCH};
    DnsRecords slow =
        (type, name) -> {
          now[0] = now[0].plus(Duration.ofSeconds(11));
          return zone.find(type, name);
        };

    SpfResult result = new Spf(slow, "receiver.test", () -> now[0]).check(CLIENT, "h", SENDER);

    assertThat(result.verdict()).isEqualTo(Verdict.TEMPERROR);
    assertThat(result.problem()).contains("the check took longer than 20 s");
  }

  @Test
  void keepsControlCharactersOutOfExplanations() {
    Optional<EmailAddress> sender = Optional.of(new EmailAddress("a\r\n250 b", "example.com"));

    assertThat(
            spf(zone("v=spf1 -all exp=why.example.com")).check(CLIENT, "h", sender).explanation())
        .contains("a??250 b@example.com may not");
  }

  @Property
  void answersWhateverTheRecordSays(@ForAll("records") String record) {
    assertThat(check(zone(record), "192.0.2.3")).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void answersEveryRecordOfTheCorpus(String record) {
    assertThat(check(zone(record), "192.0.2.3")).isNotNull();
  }

  static Stream<String> corpus() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/fuzz/spf/records.txt")).stream();
  }

  @Provide
  Arbitrary<String> records() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "a",
            "mx",
            "ptr",
            "all",
            "include",
            "exists",
            "ip4",
            "ip6",
            "redirect=",
            "exp=",
            ":",
            "/",
            "//",
            "%{",
            "}",
            "%",
            "i",
            "d2r-",
            "p",
            "h",
            "example.com",
            ".",
            "-",
            "0",
            "33",
            "::",
            "192.0.2.0",
            " ",
            "=",
            "\u0000",
            "\u00ff");
    return pieces.list().ofMaxSize(30).map(list -> "v=spf1 " + String.join("", list));
  }

  private static Verdict check(DnsRecords records, String client) {
    return spf(records).check(InetAddress.ofLiteral(client), "helo.test", SENDER).verdict();
  }

  private static Spf spf(DnsRecords records) {
    return new Spf(records, "receiver.test", InstantSource.system());
  }

  /// RFC 7208, Appendix A
  private static SuiteZone zone(String spf) {
    return new SuiteZone(
        Map.of(
            "example.com",
            List.of(
                Map.of("TXT", spf),
                Map.of("MX", List.of(10, "mail-a.example.com")),
                Map.of("MX", List.of(20, "mail-b.example.com")),
                Map.of("A", "192.0.2.10"),
                Map.of("A", "192.0.2.11")),
            "why.example.com",
            List.of(Map.of("TXT", "%{s} may not")),
            "mail-a.example.com",
            List.of(Map.of("A", "192.0.2.129")),
            "mail-b.example.com",
            List.of(Map.of("A", "192.0.2.130")),
            "example.org",
            List.of(Map.of("MX", List.of(10, "mail-c.example.org"))),
            "mail-c.example.org",
            List.of(Map.of("A", "192.0.2.140")),
            "10.2.0.192.in-addr.arpa",
            List.of(Map.of("PTR", "example.com"))));
  }
}
