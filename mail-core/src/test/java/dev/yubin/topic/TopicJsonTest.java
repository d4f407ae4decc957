package dev.yubin.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.directory.DirectoryEntry;
import dev.yubin.dns.DnssecState;
import dev.yubin.dns.MailHost;
import dev.yubin.dns.MailRoute;
import dev.yubin.dns.TlsWishes;
import dev.yubin.event.MailEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// JSON that stands in topics and passes between services while instances are upgraded: every later
/// version reads the golden lines, which never change.
class TopicJsonTest {
  private static final UUID MAIL = UUID.fromString("019ab000-0000-7000-8000-000000000001");
  private static final Instant AT = Instant.parse("2026-11-24T09:00:00.123456Z");

  static Stream<Arguments> values() {
    return Stream.of(
        golden("directory-domain", DirectoryEntry.class, new DirectoryEntry.Domain("example.test")),
        golden(
            "directory-account",
            DirectoryEntry.class,
            new DirectoryEntry.Account(7, "alice@example.test")),
        golden(
            "directory-domain-relay",
            DirectoryEntry.class,
            new DirectoryEntry.Domain("backed.test", DirectoryEntry.Domain.Kind.RELAY)),
        golden(
            "directory-account-full",
            DirectoryEntry.class,
            new DirectoryEntry.Account(7, "alice@example.test", true)),
        golden(
            "directory-alias",
            DirectoryEntry.class,
            new DirectoryEntry.Alias(
                "all@example.test", List.of("alice@example.test", "x@y.test"))),
        golden(
            "event-accepted",
            MailEvent.class,
            new MailEvent.Accepted(
                MAIL, AT, "", List.of("太郎@例え.jp", "\"a b\"@example.test"), "192.0.2.1", 1234)),
        golden(
            "event-delivered",
            MailEvent.class,
            new MailEvent.Delivered(MAIL, AT, "alice@example.test")),
        golden(
            "event-relayed",
            MailEvent.class,
            new MailEvent.Relayed(
                MAIL, AT, "carol@elsewhere.test", "mx.elsewhere.test", "250 2.0.0 Ok", null)),
        golden(
            "event-relayed-tls",
            MailEvent.class,
            new MailEvent.Relayed(
                MAIL,
                AT,
                "carol@elsewhere.test",
                "mx.elsewhere.test",
                "250 2.0.0 Ok",
                new MailEvent.Tls(
                    "mx.elsewhere.test",
                    "mta-sts",
                    "TLSv1.3",
                    "TLS_AES_256_GCM_SHA384",
                    "none",
                    "certificate-expired"))),
        golden(
            "event-deferred",
            MailEvent.class,
            new MailEvent.Deferred(
                MAIL,
                AT,
                "carol@elsewhere.test",
                "451 4.7.1 later",
                AT.plusSeconds(300),
                null,
                null)),
        golden(
            "event-deferred-kind",
            MailEvent.class,
            new MailEvent.Deferred(
                MAIL, AT, "carol@elsewhere.test", "451 4.7.1 later", AT, "greylisted", null)),
        golden(
            "event-bounced",
            MailEvent.class,
            new MailEvent.Bounced(MAIL, AT, "carol@elsewhere.test", "550 5.1.1 no such user")),
        golden("event-held", MailEvent.class, new MailEvent.Held(MAIL, AT, "carol@elsewhere.test")),
        golden(
            "event-released",
            MailEvent.class,
            new MailEvent.Released(MAIL, AT, "carol@elsewhere.test")),
        golden(
            "event-redirected",
            MailEvent.class,
            new MailEvent.Redirected(MAIL, AT, "carol@elsewhere.test", "other.test")),
        golden(
            "event-deleted",
            MailEvent.class,
            new MailEvent.Deleted(MAIL, AT, "carol@elsewhere.test")),
        golden(
            "route-hosts",
            MailRoute.class,
            new MailRoute.Hosts(
                "mx.elsewhere.test",
                List.of(
                    new MailHost("mx.elsewhere.test", 10, List.of("2001:db8::1", "192.0.2.1")),
                    new MailHost("mx2.elsewhere.test", 20, List.of())),
                false,
                DnssecState.SECURE,
                Duration.ofMinutes(5))),
        golden(
            "route-hosts-tls",
            MailRoute.class,
            new MailRoute.Hosts(
                "mx.elsewhere.test",
                List.of(
                    new MailHost(
                        "mx.elsewhere.test",
                        10,
                        List.of("192.0.2.1"),
                        new MailHost.Dane(
                            "mx.elsewhere.test", List.of(new MailHost.Tlsa(3, 1, 1, "00ff"))))),
                false,
                DnssecState.SECURE,
                Duration.ofMinutes(5),
                new TlsWishes(
                    new TlsWishes.MtaSts(
                        "20260101", TlsWishes.Mode.ENFORCE, List.of("*.elsewhere.test")),
                    List.of("mailto:tls@elsewhere.test")))),
        golden("route-null-mx", MailRoute.class, new MailRoute.NullMx()),
        golden("route-no-such-domain", MailRoute.class, new MailRoute.NoSuchDomain()),
        golden("route-no-mail-host", MailRoute.class, new MailRoute.NoMailHost()),
        golden(
            "route-temporary-failure",
            MailRoute.class,
            new MailRoute.TemporaryFailure("SERVFAIL")));
  }

  private static Arguments golden(String name, Class<?> type, Object value) {
    return Arguments.of(name, type, value);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void readsTheGoldenForm(String name, Class<?> type, Object value) throws IOException {
    assertThat(TopicJson.decode(golden(name).getBytes(UTF_8), type)).isEqualTo(value);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void writesTheNewestGoldenForm(String name, Class<?> type, Object value) throws IOException {
    assertThat(new String(TopicJson.encode(value), UTF_8)).isEqualTo(golden(name));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void ignoresFieldsOfANewerVersion(String name, Class<?> type, Object value) throws IOException {
    String newer = golden(name).replaceFirst("\\}$", ",\"ofTomorrow\":{\"a\":[1]}}");
    assertThat(TopicJson.decode(newer.getBytes(UTF_8), type)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "x",
        "[]",
        "{}",
        "{\"type\":\"of-tomorrow\"}",
        "{\"type\":\"account\",\"id\":\"x\",\"address\":\"a\"}",
        "{\"type\":\"alias\",\"address\":\"a\"}"
      })
  void refusesWhatIsNoSuchValue(String json) {
    assertThatThrownBy(() -> TopicJson.decode(json.getBytes(UTF_8), DirectoryEntry.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DirectoryEntry");
  }

  @Test
  void keysADirectoryEntryByDomainOrAddress() {
    assertThat(new DirectoryEntry.Domain("example.test").key()).isEqualTo("example.test");
    assertThat(new DirectoryEntry.Account(1, "a@example.test").key()).isEqualTo("a@example.test");
    assertThat(new DirectoryEntry.Alias("b@example.test", List.of()).key())
        .isEqualTo("b@example.test");
  }

  private static String golden(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/json", name + ".json")).strip();
  }
}
