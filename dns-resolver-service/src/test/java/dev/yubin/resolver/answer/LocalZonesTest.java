package dev.yubin.resolver.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

class LocalZonesTest {
  private static final String HEAD =
      """
      $ORIGIN inside.test.
      $TTL 300
      @ SOA ns hostmaster 1 3600 600 86400 60
      @ NS ns
      """;

  @TempDir Path directory;

  private final ScriptedDnsServer dns =
      ScriptedDnsServer.serving(
          DnsZone.of("inside.test", "www A 192.0.2.1\nhost.child A 192.0.2.2"),
          DnsZone.of("outside.test", "www A 192.0.2.3"));
  private TestResolver fixture;

  @BeforeEach
  void start() throws IOException {
    Path file =
        write(
            """
            www      A 10.0.0.1
            alias    CNAME www
            chain    CNAME alias
            out      CNAME www.outside.test.
            nowhere  CNAME absent
            loop1    CNAME loop2
            loop2    CNAME loop1
            *.wild   A 10.0.0.2
            a.b      A 10.0.0.3
            a.b.wild A 10.0.0.3
            child    NS ns.child
            todeep   CNAME host.child
            """);
    fixture = TestResolver.with(LocalZones.read(List.of(file)), dns);
  }

  @AfterEach
  void close() {
    fixture.close();
    dns.close();
  }

  @Test
  void answersWithoutAskingAnybody() {
    assertThat(records("www.inside.test.", Type.A)).containsExactly("10.0.0.1");
    assertThat(records("WWW.Inside.Test.", Type.A)).containsExactly("10.0.0.1");
    assertThat(ask("www.inside.test.", Type.MX))
        .isInstanceOfSatisfying(
            Answer.NoData.class,
            none -> {
              assertThat(none.content().ttl()).isEqualTo(Duration.ofSeconds(60));
              assertThat(none.content().authority())
                  .extracting(Record::getType)
                  .containsExactly(Type.SOA);
            });
    assertThat(ask("absent.inside.test.", Type.A)).isInstanceOf(Answer.NoSuchName.class);
    assertThat(dns.questions()).isEmpty();
  }

  // RFC 8020 §2
  @Test
  void hasNamesBetweenOthers() {
    assertThat(ask("b.inside.test.", Type.A)).isInstanceOf(Answer.NoData.class);
    assertThat(ask("b.wild.inside.test.", Type.A)).isInstanceOf(Answer.NoData.class);
  }

  // RFC 4592 §2.2
  @Test
  void makesRecordsOfWildcards() {
    assertThat(ask("some.wild.inside.test.", Type.A))
        .isInstanceOfSatisfying(
            Answer.Found.class,
            found -> {
              Record only = found.content().answers().getFirst();
              assertThat(only.getName()).hasToString("some.wild.inside.test.");
              assertThat(only.rdataToString()).isEqualTo("10.0.0.2");
            });
  }

  @Test
  void followsAliasesWithinAndOutOfTheZone() {
    assertThat(records("chain.inside.test.", Type.A))
        .containsExactly("alias.inside.test.", "www.inside.test.", "10.0.0.1");
    assertThat(records("out.inside.test.", Type.A))
        .containsExactly("www.outside.test.", "192.0.2.3");
    assertThat(ask("nowhere.inside.test.", Type.A)).isInstanceOf(Answer.NoSuchName.class);
    assertThat(ask("loop1.inside.test.", Type.A)).isInstanceOf(Answer.Failed.class);
    assertThat(records("out.inside.test.", Type.CNAME)).containsExactly("www.outside.test.");
  }

  @Test
  void asksTheUpstreamsForWhatItDelegates() {
    assertThat(records("host.child.inside.test.", Type.A)).containsExactly("192.0.2.2");
    assertThat(records("todeep.inside.test.", Type.A))
        .containsExactly("host.child.inside.test.", "192.0.2.2");
  }

  @Test
  void isTheAuthorityForItsOwnNamesOnly() {
    assertThat(fixture.resolver.isAuthoritative(name("www.inside.test."))).isTrue();
    assertThat(fixture.resolver.isAuthoritative(name("absent.inside.test."))).isTrue();
    assertThat(fixture.resolver.isAuthoritative(name("www.outside.test."))).isFalse();
    assertThat(fixture.resolver.isAuthoritative(name("host.child.inside.test."))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          www A 10.0.0.256         | zone:5:
          www WRONG 1              | zone:5:
          elsewhere.test. A 10.0.0.1 | elsewhere.test. is not in the zone inside.test.
          www CH TXT a             | www.inside.test. is not of class IN
          @ CNAME www              | inside.test. is an alias and has other records
          other SOA ns a 1 2 3 4 5 | it has 2 SOA records, expected one
          """)
  void saysWhatIsWrongWithAFile(String record, String reason) throws IOException {
    Path file = write(record);

    assertThatThrownBy(() -> LocalZones.read(List.of(file)))
        .hasMessageContaining("yubin.dns.zones=" + file)
        .hasMessageContaining(reason);
  }

  @Test
  void saysWhichFileIsMissingOrSaysTheSame() throws IOException {
    Path missing = directory.resolve("missing.zone");
    assertThatThrownBy(() -> LocalZones.read(List.of(missing)))
        .hasMessageContaining("yubin.dns.zones=" + missing)
        .hasMessageContaining("there is no such file");
    Path file = write("www A 10.0.0.1");
    assertThatThrownBy(() -> LocalZones.read(List.of(file, file)))
        .hasMessageContaining("a file before it has the same zone");
  }

  private Path write(String records) throws IOException {
    return Files.writeString(directory.resolve("inside.zone"), HEAD + records + "\n");
  }

  private List<String> records(String name, int type) {
    Answer answer = ask(name, type);
    assertThat(answer).isInstanceOf(Answer.Found.class);
    return ((Answer.Found) answer).content().answers().stream().map(Record::rdataToString).toList();
  }

  private Answer ask(String name, int type) {
    return fixture.resolver.answer(Question.of(name(name), type));
  }

  private static Name name(String name) {
    return Name.fromConstantString(name);
  }
}
